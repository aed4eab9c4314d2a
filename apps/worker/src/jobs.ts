import { foldCounts, unassignLost, wakeCase } from '@guichet/cases';
import { layCases, layUnfinished } from '@guichet/clocks';
import { readAgain, type Database, type Jobs } from '@guichet/database';
import {
  checkChannel,
  continueByMail,
  dropLooseUploads,
  fetchFile,
  fetchProfile,
  removeUnnamed,
  type Accounts,
  type Io,
} from '@guichet/messages';
import { buildZone, rebuildMetrics, sendReport } from '@guichet/metrics';
import type { BlobStore, Config, Keyring, Logger } from '@guichet/platform';
import { absenceBegins, absenceIsOver, handOver, overflow, sweepQueues, watchQueue } from '@guichet/routing';
import { askSurvey } from '@guichet/surveys';
import { z } from 'zod';
import { subscriptions } from './subscriptions.js';

const TIMERS = { kind: 'system', name: 'Timers' } as const;
const TEAMS = { kind: 'system', name: 'Teams' } as const;
const QUEUE = { kind: 'system', name: 'Queue' } as const;
const SWEEP = { kind: 'system', name: 'Sweep' } as const;
const CLOCKS = { kind: 'system', name: 'Clocks' } as const;
const CheckChannel = z.object({ channelId: z.uuid() });
const UnassignLost = z.object({ agentId: z.uuid() });
const ContinueByMail = z.object({ entryId: z.uuid() });
const FetchFile = z.object({ attachmentId: z.uuid() });
const FetchProfile = z.object({ channelId: z.uuid(), handleId: z.uuid() });
const AskSurvey = z.object({ caseId: z.uuid(), closedAt: z.iso.datetime() });
const BuildMetricZone = z.object({ zone: z.string() });
const BeginAbsence = z.object({ agentId: z.uuid(), from: z.iso.datetime() });
const EndAbsence = z.object({ agentId: z.uuid(), until: z.iso.datetime() });
const HandOver = z.object({ agentId: z.uuid(), to: z.enum(['substitute', 'queue']) });
const WatchQueue = z.object({ teamId: z.uuid() });
const Overflow = z.object({ caseId: z.uuid(), teamId: z.uuid() });
const LayClocks = z.object({ teamId: z.uuid().nullable() });
const RingClocks = z.object({ caseId: z.uuid() });
const SendReport = z.object({ reportId: z.uuid(), due: z.iso.datetime().nullable() });
const ReadAgain = z.object({ reader: z.string(), position: z.string() });
const WakeCase = z.object({ caseId: z.uuid(), until: z.iso.datetime() });

/** What jobs work with. */
export interface Means {
  database: Database;
  accounts: Accounts;
  blobs: BlobStore;
  keyring: Keyring;
  io: Io;
  /** Where citizens find our pages, once it is known. */
  config: Pick<Config, 'publicUrl'>;
  logger: Logger;
}

/** Every job that is not a hot path, by its name. */
export const jobs = (means: Means): Jobs => {
  const { database } = means;
  return {
    'wake-case': async (payload) => {
      const { caseId, until } = WakeCase.parse(payload);
      await database.write(TIMERS, (tx) => wakeCase(tx, caseId, until));
    },
    'read-again': async (payload) => {
      const { reader, position } = ReadAgain.parse(payload);
      const react = subscriptions[reader];
      if (react) await readAgain(database, reader, position, react);
    },
    'ring-clocks': async (payload) => {
      const { caseId } = RingClocks.parse(payload);
      await database.write(CLOCKS, (tx) => layCases(tx, [caseId], true));
    },
    'lay-clocks': async (payload) => {
      const { teamId } = LayClocks.parse(payload);
      for (let after: string | null = null; ;) {
        after = await database.write(CLOCKS, (tx) => layUnfinished(tx, teamId, after));
        if (after === null) return;
      }
    },
    'unassign-lost': async (payload) => {
      const { agentId } = UnassignLost.parse(payload);
      while (await database.write(TEAMS, (tx) => unassignLost(tx, agentId)));
    },
    'begin-absence': async (payload) => {
      const { agentId, from } = BeginAbsence.parse(payload);
      await database.write(TIMERS, (tx) => absenceBegins(tx, agentId, from));
    },
    'end-absence': async (payload) => {
      const { agentId, until } = EndAbsence.parse(payload);
      await database.write(TIMERS, (tx) => absenceIsOver(tx, agentId, until));
    },
    'hand-over': async (payload) => {
      const { agentId, to } = HandOver.parse(payload);
      while ((await database.write(QUEUE, (tx) => handOver(tx, agentId, to))).more);
    },
    'watch-queue': async (payload) => {
      const { teamId } = WatchQueue.parse(payload);
      await database.write(QUEUE, (tx) => watchQueue(tx, teamId));
    },
    overflow: async (payload) => {
      const { caseId, teamId } = Overflow.parse(payload);
      await database.write(QUEUE, (tx) => overflow(tx, caseId, teamId));
    },
    'sweep-queues': async () => {
      await sweepQueues(database);
    },
    'check-channel': async (payload) => {
      await checkChannel(means, CheckChannel.parse(payload).channelId);
    },
    'continue-by-mail': async (payload) => {
      await continueByMail(means, ContinueByMail.parse(payload).entryId);
    },
    'ask-survey': async (payload) => {
      const { caseId, closedAt } = AskSurvey.parse(payload);
      await askSurvey({ ...means, publicUrl: means.config.publicUrl }, caseId, closedAt);
    },
    'fetch-file': async (payload, isLastTry) => {
      await fetchFile(means, FetchFile.parse(payload).attachmentId, isLastTry);
    },
    'fetch-profile': async (payload) => {
      const { channelId, handleId } = FetchProfile.parse(payload);
      await fetchProfile(means, channelId, handleId);
    },
    'build-metric-zone': async (payload) => {
      await buildZone(database, BuildMetricZone.parse(payload).zone);
    },
    'send-report': async (payload, isLastTry) => {
      const { reportId, due } = SendReport.parse(payload);
      await sendReport(means, reportId, due, isLastTry);
    },
    'rebuild-metrics': async () => {
      await rebuildMetrics(database);
    },
    'fold-counts': async () => {
      await foldCounts(database);
    },
    sweep: async () => {
      const loose = await database.write(SWEEP, async (tx) => {
        await tx.query(`delete from session where expires_at < $1 or seen_at < $1::timestamptz - interval '7 days'`, [
          tx.now,
        ]);
        await tx.query(`delete from idempotency_key where created_at < $1::timestamptz - interval '1 day'`, [tx.now]);
        // What a provider told about messages that never came.
        await tx.query(`delete from early_report where received_at < $1::timestamptz - interval '7 days'`, [tx.now]);
        // A page that nobody can open any more: its link is good for a month after the answer has left.
        await tx.query(
          `delete from answer_page p where at < $1::timestamptz - interval '60 days'
             and not exists (select 1 from delivery d where d.entry_id = p.entry_id and d.changed_at > $1::timestamptz - interval '60 days')`,
          [tx.now],
        );
        return dropLooseUploads(tx);
      });
      await removeUnnamed(database, means.blobs, loose);
    },
  };
};

/** graphile-worker's crontab. */
export const crontab = ['* * * * * fold-counts', '*/10 * * * * sweep-queues', '17 * * * * sweep'].join('\n');
