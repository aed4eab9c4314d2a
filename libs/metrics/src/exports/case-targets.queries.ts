import type { Reader } from '@guichet/database';

/** What became of the targets of a case; null: nobody has replied, or there is no such target, or its time has not run out. */
export interface CaseTargets {
  firstReplyAt: Date | null;
  isFirstReplyOnTime: boolean | null;
  isResolutionOnTime: boolean | null;
}

export const NO_TARGETS: CaseTargets = { firstReplyAt: null, isFirstReplyOnTime: null, isResolutionOnTime: null };

interface Row extends CaseTargets {
  caseId: string;
}

/**
 * SQL: whether the last target of a kind was kept; null: its time runs. A case that was reopened has a second one for its resolution. What was
 * dropped counts only where it had been missed before.
 */
const isKept = (kind: string): string =>
  `(select case when k.breached_at is not null then false when k.state = 'done' then true end from sla_timer k where k.case_id = c.id and k.kind = '${kind}'
      and (k.breached_at is not null or k.state <> 'dropped') order by k.start_position desc limit 1)`;

/** The targets of these cases, by their ids: as figures count them. Primary key of `metric_point`, index `sla_timer_case`. */
export async function targetsOfCases(reader: Reader, ids: readonly string[]): Promise<Map<string, CaseTargets>> {
  const rows = await reader.query<Row>(
    `select c.id as "caseId", (select min(p.at) from metric_point p where p.case_id = c.id and p.metric = 'first-response') as "firstReplyAt",
       ${isKept('first-response')} as "isFirstReplyOnTime", ${isKept('resolution')} as "isResolutionOnTime"
     from unnest($1::uuid[]) c(id)`,
    [ids],
  );
  return new Map(rows.map(({ caseId, ...targets }) => [caseId, targets]));
}
