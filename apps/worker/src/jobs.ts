import { foldCounts, unassignLost, wakeCase } from '@guichet/cases';
import type { Database, Jobs } from '@guichet/database';
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
import type { BlobStore, Keyring, Logger } from '@guichet/platform';
import { z } from 'zod';

const TIMERS = { kind: 'system', name: 'Timers' } as const;
const TEAMS = { kind: 'system', name: 'Teams' } as const;
const SWEEP = { kind: 'system', name: 'Sweep' } as const;
const CheckChannel = z.object({ channelId: z.uuid() });
const UnassignLost = z.object({ agentId: z.uuid() });
const ContinueByMail = z.object({ entryId: z.uuid() });
const FetchFile = z.object({ attachmentId: z.uuid() });
const FetchProfile = z.object({ channelId: z.uuid(), handleId: z.uuid() });
const WakeCase = z.object({ caseId: z.uuid(), until: z.iso.datetime() });

/** What jobs work with. */
export interface Means {
  database: Database;
  accounts: Accounts;
  blobs: BlobStore;
  keyring: Keyring;
  io: Io;
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
    'unassign-lost': async (payload) => {
      const { agentId } = UnassignLost.parse(payload);
      while (await database.write(TEAMS, (tx) => unassignLost(tx, agentId)));
    },
    'check-channel': async (payload) => {
      await checkChannel(means, CheckChannel.parse(payload).channelId);
    },
    'continue-by-mail': async (payload) => {
      await continueByMail(means, ContinueByMail.parse(payload).entryId);
    },
    'fetch-file': async (payload, isLastTry) => {
      await fetchFile(means, FetchFile.parse(payload).attachmentId, isLastTry);
    },
    'fetch-profile': async (payload) => {
      const { channelId, handleId } = FetchProfile.parse(payload);
      await fetchProfile(means, channelId, handleId);
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
        return dropLooseUploads(tx);
      });
      await removeUnnamed(database, means.blobs, loose);
    },
  };
};

/** graphile-worker's crontab. */
export const crontab = ['* * * * * fold-counts', '17 * * * * sweep'].join('\n');
