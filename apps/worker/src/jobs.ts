import { purgeExpiredSessionsAndTokens } from '@guichet/access';
import {
  foldCounts,
  keepRestrictedCasesAccessible,
  updateSearchLexicon,
  unassignInaccessibleCases,
  wakeCase,
} from '@guichet/cases';
import { recomputeTimers, recomputeUnfinishedCases } from '@guichet/sla';
import { purgeLimits, readAgain, type Database, type Jobs } from '@guichet/database';
import {
  checkChannel,
  continueByMail,
  fetchFile,
  fetchProfile,
  recheckUnverifiedSenders,
  mailAddressChanged,
  mailBreakGlass,
  mailDigest,
  mailForgottenPassword,
  mailNewDevice,
  mailPasswordChanged,
  mailPasswordLink,
  purgeMessages,
  readFileTexts,
  renewTokens,
  resumeAcknowledgements,
  readSentCopyAgain,
  resumeBulkActions,
  runBulkAction,
  scanWaitingFiles,
  sendAcknowledgement,
  type VirusScanner,
  type AccessTokens,
  type Deliverability,
  type Accounts,
  type EgressIo,
  type FileTexts,
} from '@guichet/messages';
import { planDigests, planPushes, sendPush } from '@guichet/notifications';
import { buildZone, rebuildMetrics, recountCase, sendReport } from '@guichet/metrics';
import type { BlobStore, Config, Keyring, Logger } from '@guichet/platform';
import {
  startAbsence,
  expireAbsence,
  expireConnections,
  handOverCasesOfDeparted,
  reassignCasesOf,
  overflowCase,
  reconcileQueues,
  requeueConversation,
  rescheduleQueue,
} from '@guichet/workforce';
import { saveSurveyScore, sendSurvey } from '@guichet/surveys';
import { purgeSaid, withdrawOwnTextsOfDeparted } from '@guichet/templates';
import { handlers } from './event-log-subscriptions.js';

const INTAKE = { kind: 'system', name: 'Intake' } as const;
const TIMERS = { kind: 'system', name: 'Timers' } as const;
const PUSH = { kind: 'system', name: 'Push' } as const;
const SURVEY = { kind: 'system', name: 'Survey' } as const;
const TEAMS = { kind: 'system', name: 'Teams' } as const;
const QUEUE = { kind: 'system', name: 'Queue' } as const;
const PRESENCE = { kind: 'system', name: 'Presence' } as const;
const PURGE = { kind: 'system', name: 'Purge' } as const;
const SLA = { kind: 'system', name: 'SLA' } as const;
/** What jobs work with. */
export interface JobContext {
  database: Database;
  accounts: Accounts;
  blobs: BlobStore;
  keyring: Keyring;
  io: EgressIo;
  scanner: VirusScanner;
  fileTexts: FileTexts;
  tokens: AccessTokens;
  deliverability: Deliverability;
  /** Where citizens find our pages, once it is known. */
  config: Pick<Config, 'publicUrl'>;
  logger: Logger;
}

/** Every job by its name; its payload is that of the contract. */
export const jobs = (context: JobContext): Jobs => {
  const { database } = context;
  return {
    'wake-case': ({ caseId, until }) => database.write(TIMERS, (tx) => wakeCase(tx, caseId, until)),
    'read-again': async ({ reader, position }) => {
      const handler = handlers[reader];
      if (handler) await readAgain(database, { name: reader, position, handler });
    },
    'fire-sla-thresholds': ({ caseId }) => database.write(SLA, (tx) => recomputeTimers(tx, [caseId])),
    'recompute-sla-timers': async ({ teamId }) => {
      for (let after: string | null = null; ;) {
        after = await database.write(SLA, (tx) => recomputeUnfinishedCases(tx, teamId, after));
        if (after === null) return;
      }
    },
    'unassign-lost': async (departed) => {
      const { agentId } = departed;
      // Whoever leaves while somebody stands in for them hands their cases over; the rest goes back to the queue.
      while (await database.write(QUEUE, (tx) => handOverCasesOfDeparted(tx, departed)));
      while (await database.write(TEAMS, (tx) => unassignInaccessibleCases(tx, departed)));
      while (await database.write(TEAMS, (tx) => keepRestrictedCasesAccessible(tx, agentId)));
      await database.write(TEAMS, (tx) => withdrawOwnTextsOfDeparted(tx, agentId));
    },
    'start-absence': ({ agentId, from }) => database.write(TIMERS, (tx) => startAbsence(tx, agentId, from)),
    'end-absence': ({ agentId, until }) => database.write(TIMERS, (tx) => expireAbsence(tx, agentId, until)),
    'reassign-cases': async ({ agentId, to }) => {
      while ((await database.write(QUEUE, (tx) => reassignCasesOf(tx, { agentId }, to))).more);
    },
    'reschedule-overflow': ({ teamId }) => database.write(QUEUE, (tx) => rescheduleQueue(tx, teamId)),
    'overflow-case': ({ caseId, teamId }) => database.write(QUEUE, (tx) => overflowCase(tx, caseId, teamId)),
    'requeue-conversation': ({ caseId, agentId }) =>
      database.write(QUEUE, (tx) => requeueConversation(tx, caseId, agentId)),
    'expire-connections': () => database.write(PRESENCE, expireConnections),
    'reconcile-queues': () => reconcileQueues(database),
    'check-channel': ({ channelAccountId }) => checkChannel(context, channelAccountId),
    'judge-again': ({ channelAccountId }) => recheckUnverifiedSenders(context, channelAccountId),
    'check-deliverability': () => context.deliverability.checkAll(),
    'renew-tokens': () => renewTokens(context),
    'continue-by-mail': ({ entryId }) => continueByMail(context, entryId),
    'mail-password-link': (mail) => mailPasswordLink(context, mail),
    'mail-forgotten-password': (asked) => mailForgottenPassword(context, asked),
    'mail-new-device': (news) => mailNewDevice(context, news),
    'mail-address-changed': (changed) => mailAddressChanged(context, changed),
    'mail-password-changed': (changed) => mailPasswordChanged(context, changed),
    'mail-break-glass': (news) => mailBreakGlass(context, news),
    'keep-restricted-open': async () => {
      while (await database.write(TEAMS, (tx) => keepRestrictedCasesAccessible(tx)));
    },
    'send-acknowledgement': ({ entryId }) =>
      sendAcknowledgement({ ...context, publicUrl: context.config.publicUrl }, entryId),
    'resume-acknowledgements': () => database.write(INTAKE, resumeAcknowledgements),
    'push-notifications': ({ agentId }) => database.write(PUSH, (tx) => planPushes(tx, agentId)),
    'send-push': (push) => sendPush(context, push),
    'plan-digests': () => planDigests(context),
    'mail-digest': (mail) => mailDigest(context, mail),
    'run-bulk-action': ({ bulkActionId }) => runBulkAction(context, bulkActionId),
    'resume-bulk-actions': () => database.write(QUEUE, resumeBulkActions),
    'send-survey': ({ caseId, closedAt }) =>
      sendSurvey({ ...context, publicUrl: context.config.publicUrl }, caseId, closedAt),
    'save-survey-score': (given) => database.write(SURVEY, (tx) => saveSurveyScore(tx, context.keyring, given)),
    'fetch-file': ({ attachmentId }, isLastTry) => fetchFile(context, attachmentId, isLastTry),
    'scan-waiting-files': () => scanWaitingFiles(context),
    'read-file-texts': () => readFileTexts(context),
    'learn-words': () => updateSearchLexicon(database),
    'read-sent-copy-again': ({ envelopeId }) => database.write(INTAKE, (tx) => readSentCopyAgain(tx, envelopeId)),
    'fetch-profile': ({ channelAccountId, handleId }) => fetchProfile(context, channelAccountId, handleId),
    'build-metric-zone': ({ zone }) => buildZone(database, zone),
    'send-report': ({ reportId, due }, isLastTry) => sendReport(context, { reportId, due, isLastTry }),
    'rebuild-metrics': () => rebuildMetrics(database),
    'recount-case': ({ caseId }) => recountCase(database, caseId),
    'fold-counts': () => foldCounts(database),
    purge: async () => {
      await database.write(PURGE, purgeExpiredSessionsAndTokens);
      await database.write(PURGE, purgeLimits);
      await database.write(PURGE, purgeSaid);
      await purgeMessages(database, context.blobs, PURGE);
    },
  };
};

/** graphile-worker's crontab. */
export const crontab = [
  '* * * * * fold-counts',
  '* * * * * expire-connections',
  '* * * * * resume-acknowledgements',
  '* * * * * resume-bulk-actions',
  '* * * * * plan-digests',
  '* * * * * scan-waiting-files',
  '* * * * * read-file-texts',
  '* * * * * learn-words',
  '*/10 * * * * reconcile-queues',
  '*/10 * * * * keep-restricted-open',
  '17 * * * * purge',
  '37 * * * * renew-tokens',
  '43 4 * * * check-deliverability',
].join('\n');
