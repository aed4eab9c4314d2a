import { channels } from '@guichet/channels';
import { SurveySettings, type ChannelKind } from '@guichet/contracts';
import type { LoggedEvent, Tx } from '@guichet/database';
import { surveyTime } from './survey-send-time.js';

/** An event that is older than this is not surveyed any more: the log is being read again, or was not read for long. */
const STALE_MS = 7 * 86_400_000;

interface ClosedRow {
  id: string;
  closedAt: Date;
  lastAt: Date | null;
  lastKind: ChannelKind | null;
}

/**
 * Reads the event log: schedules the survey of each case that was closed. A case that is reopened and closed again is scheduled
 * again; a case that was surveyed is not. Indexes `cases_pkey`, `timeline_entry_position`.
 */
export async function scheduleSurveys(tx: Tx, events: readonly LoggedEvent[]): Promise<void> {
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
    key: `send-survey:${id}`,
    runAt: surveyTime(
      closedAt,
      delayHours,
      lastAt && lastKind ? { at: lastAt, windowHours: channels[lastKind].capabilities.replyWindowHours } : null,
    ),
  }));
  await tx.jobs(
    'send-survey',
    jobs.filter(({ runAt }) => tx.now.getTime() - runAt.getTime() < STALE_MS),
  );
}
