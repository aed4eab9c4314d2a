import { channels } from '@guichet/channels';
import { SurveySettings, type ChannelKind } from '@guichet/contracts';
import type { LoggedEvent, Tx } from '@guichet/database';
import { askAt } from './due.js';

/** Whoever was to be asked longer ago has forgotten: the log is read anew, or was not read for long. */
const STALE_MS = 7 * 86_400_000;

interface ClosedRow {
  id: string;
  closedAt: Date;
  lastAt: Date | null;
  lastKind: ChannelKind | null;
}

/**
 * Reads of cases that were closed, and lets a job ask their people later. A case that is opened again, and closed again, gets
 * its job anew; one that was asked about already is asked about no more. Indexes `cases_pkey`, `timeline_entry_position`.
 */
export async function planSurveys(tx: Tx, events: readonly LoggedEvent[]): Promise<void> {
  const closed = events.filter(({ type, data }) => type === 'case.changed' && data['status'] === 'closed');
  const ids = [...new Set(closed.flatMap(({ caseId }) => caseId ?? []))];
  if (ids.length === 0) return;
  const [setting] = await tx.query<{ value: unknown }>(`select value from setting where key = 'surveys'`);
  const { active, delayHours } = SurveySettings.parse(setting?.value ?? {});
  if (!active) return;
  const rows = await tx.query<ClosedRow>(
    `select c.id, c.closed_at as "closedAt", last.at as "lastAt", last.channel_kind as "lastKind"
     from cases c left join lateral (
       select e.at, e.channel_kind from timeline_entry e
       where e.case_id = c.id and e.kind = 'message' and e.direction = 'in' order by e.position desc limit 1) last on true
     where c.id = any($1::uuid[]) and c.status = 'closed' and c.merged_into_id is null
       and not exists (select 1 from survey s where s.case_id = c.id)`,
    [ids],
  );
  const jobs = rows.map(({ id, closedAt, lastAt, lastKind }) => ({
    payload: { caseId: id, closedAt: closedAt.toISOString() },
    key: `ask-survey:${id}`,
    runAt: askAt(
      closedAt,
      delayHours,
      lastAt && lastKind ? { at: lastAt, windowHours: channels[lastKind].capabilities.replyWindowHours } : null,
    ),
  }));
  await tx.jobs(
    'ask-survey',
    jobs.filter(({ runAt }) => tx.now.getTime() - runAt.getTime() < STALE_MS),
  );
}
