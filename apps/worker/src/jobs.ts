import { foldCounts, wakeCase } from '@guichet/cases';
import type { Database, Jobs } from '@guichet/database';
import { dropLooseUploads } from '@guichet/messages';
import { z } from 'zod';

const TIMERS = { kind: 'system', name: 'Timers' } as const;
const WakeCase = z.object({ caseId: z.uuid(), until: z.iso.datetime() });

/** Every job that is not a hot path, by its name. */
export const jobs = (database: Database): Jobs => ({
  'wake-case': async (payload) => {
    const { caseId, until } = WakeCase.parse(payload);
    await database.write(TIMERS, (tx) => wakeCase(tx, caseId, until));
  },
  'fold-counts': async () => {
    await foldCounts(database);
  },
  sweep: async () => {
    await dropLooseUploads(database);
    await database.read(`delete from session where expires_at < now() or seen_at < now() - interval '7 days'`);
    await database.read(`delete from idempotency_key where created_at < now() - interval '1 day'`);
  },
});

/** graphile-worker's crontab. */
export const crontab = ['* * * * * fold-counts', '17 * * * * sweep'].join('\n');
