import type { CaseStatus, ChannelKind } from '@guichet/contracts';
import type { Tx } from '@guichet/database';

/** What happened to a case, as far as promises depend on it. */
export type Moment = { at: Date; position: number } & (
  | { type: 'in'; channel: ChannelKind }
  /** An answer by somebody of ours. `handsOver`: after it, it is the citizen's turn. */
  | { type: 'out'; channel: ChannelKind; handsOver: boolean }
  /** `byCitizen`: the status changed because they wrote. */
  | { type: 'status'; to: CaseStatus; byCitizen: boolean }
);

/** Who calls or comes speaks with somebody of ours: that is question and answer in one. */
const SPOKEN: ChannelKind[] = ['phone', 'counter'];

interface Row {
  caseId: string;
  position: number;
  at: Date;
  what: 'in' | 'out' | 'status';
  /** Of the citizen, written or spoken. */
  theirs: boolean;
  channel: ChannelKind | null;
  sent: boolean;
  status: CaseStatus | null;
}

/**
 * The moments of some cases, each in its order: messages of citizens that ask for something (robots and third parties do
 * not), answers of agents that stand, conversations, and what became of the status. What a merge brought in tells nothing of the status
 * of the case that it came to. Index `timeline_entry_position`.
 */
export async function momentsOf(query: Tx['query'], caseIds: readonly string[]): Promise<Map<string, Moment[]>> {
  const rows = await query<Row>(
    `select e.case_id as "caseId", e.position, e.at, case when e.kind = 'fact' then 'status' when e.channel_kind = any($2) then 'out' else e.direction end as what,
       coalesce(e.direction = 'in', false) as theirs,
       e.channel_kind as channel, d.entry_id is not null as sent, case e.kind when 'fact' then e.data ->> 'to' end as status
     from timeline_entry e left join delivery d on d.entry_id = e.id
     where e.case_id = any($1::uuid[]) and case
       when e.kind = 'fact' then e.data ->> 'type' = 'status' and e.from_case_id is null
       when e.kind <> 'message' then false
       when e.direction = 'in' then not e.data -> 'flags' ?| array['automatic', 'third-party']
       else e.actor_kind = 'agent' and coalesce(d.state, 'sent') not in ('recalled', 'stopped', 'failed') end
     order by e.case_id, e.position`,
    [caseIds, SPOKEN],
  );
  const byCase = Map.groupBy(rows, ({ caseId }) => caseId);
  return new Map(caseIds.map((id) => [id, toMoments(byCase.get(id) ?? [])]));
}

function toMoments(rows: readonly Row[]): Moment[] {
  // A message and the status that it changes are written in one transaction, so they are of one time.
  const written = new Set(rows.flatMap(({ theirs, at }) => (theirs ? [at.getTime()] : [])));
  return rows.map(({ what, at, position, channel, sent, status }): Moment => {
    if (what === 'in') return { type: 'in', at, position, channel: channel! };
    if (what === 'out') return { type: 'out', at, position, channel: channel!, handsOver: sent };
    return { type: 'status', at, position, to: status!, byCitizen: written.has(at.getTime()) };
  });
}
