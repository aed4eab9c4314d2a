import { z } from 'zod';
import { Id, Instant, Language } from './primitives.js';
import { PasswordLinkPurpose } from './password-links.js';
import { SurveyScore } from './surveys.js';

/** Every job with its data. A job acts on the state of the database at the time when it runs. Frequent work does not go through jobs. */
export const jobs = {
  /** The snooze of a case has ended. */
  'wake-case': z.object({ caseId: Id, until: Instant }),
  /** A handler of the event log reads one event again, on which it has failed. */
  'read-again': z.object({ reader: z.string(), position: z.string() }),
  /** A threshold of an SLA timer of this case may have passed. */
  'fire-sla-thresholds': z.object({ caseId: Id }),
  /** Business hours of a team, or the targets (null), have changed. */
  'recompute-sla-timers': z.object({ teamId: Id.nullable() }),
  /** An agent may no longer see the cases assigned to them. */
  'unassign-lost': z.object({
    agentId: Id,
    /** The name of whoever has deactivated the agent, for the timelines of the cases; left out where the agent stays. */
    deactivatedBy: z.string().optional(),
  }),
  'start-absence': z.object({ agentId: Id, from: Instant }),
  'end-absence': z.object({ agentId: Id, until: Instant }),
  /** The open cases of an absent agent go to the substitute, or back to the queue. */
  'reassign-cases': z.object({ agentId: Id, to: z.enum(['substitute', 'queue']) }),
  /** The overflow settings of a team have changed. */
  'reschedule-overflow': z.object({ teamId: Id }),
  /** Nobody has taken a case in time. */
  'overflow-case': z.object({ caseId: Id, teamId: Id }),
  /** The assignee of a chat has lost their connection while its visitor waits. */
  'requeue-conversation': z.object({ caseId: Id, agentId: Id }),
  /** Marks the agents as disconnected whose process has died. */
  'expire-connections': z.object({}),
  'reconcile-queues': z.object({}),
  'check-channel': z.object({ channelAccountId: Id }),
  /** Another server is trusted to check the senders of an account: it is asked about those whom nobody had checked. */
  'judge-again': z.object({ channelAccountId: Id }),
  /** Asks DNS what the domains publish from which mail is sent. */
  'check-deliverability': z.object({}),
  /** Uses the consents of accounts that sign in by OAuth 2, so that none ends for want of use. */
  'renew-tokens': z.object({}),
  /** A reply in a chat may not have been seen, and is then sent by mail as well. */
  'continue-by-mail': z.object({ entryId: Id }),
  /** Mails a link by which an agent chooses a password, and makes its secret. */
  'mail-password-link': z.object({ agentId: Id, purpose: PasswordLinkPurpose, language: Language }),
  /** Somebody has forgotten their password: that there is an agent of this address, only the job finds out. */
  'mail-forgotten-password': z.object({ email: z.string(), language: Language }),
  /** An agent has another address, which is `to` where `isNew`; else `to` is the one before. `language`: that of the mail. */
  'mail-address-changed': z.object({ agentId: Id, to: z.string(), isNew: z.boolean(), language: Language }),
  /** An agent has chosen a new password by a link, and is told so. */
  'mail-password-changed': z.object({ agentId: Id, language: Language }),
  /**
   * An agent has signed in with a browser for the first time or, where a `passkey` is named, has added it, or removed it (`isRemoved`).
   * `language`: for an agent who has chosen none.
   */
  'mail-new-device': z.object({
    agentId: Id,
    passkey: z.string().optional(),
    isRemoved: z.boolean().optional(),
    userAgent: z.string().nullable(),
    address: z.string(),
    at: Instant,
    language: Language,
  }),
  /** Tells a data protection officer that the glass of a restricted case was broken. */
  'mail-break-glass': z.object({ agentId: Id, breakGlassId: Id }),
  /** Restricted cases must stay open to somebody. */
  'keep-restricted-open': z.object({}),
  /** A message is to be acknowledged, which was decided when it was planned. */
  'send-acknowledgement': z.object({ entryId: Id }),
  /** Has jobs send what was planned and not sent, as their process died. */
  'resume-acknowledgements': z.object({}),
  /** Notifications wait to be shown on the devices of an agent. */
  'push-notifications': z.object({ agentId: Id }),
  /** `tries`: how often the push service of the device could not take it yet. */
  'send-push': z.object({ subscriptionId: Id, notificationIds: z.array(Id), tries: z.number().int() }),
  /** Has the agents mailed for whom a mail of unread notifications is due. */
  'plan-digests': z.object({}),
  /** `due`: when the mail was, by which none is sent twice. */
  'mail-digest': z.object({ agentId: Id, due: Instant }),
  /** The next few cases of an action on many. */
  'run-bulk-action': z.object({ bulkActionId: Id }),
  /** Goes on with the actions on many cases whose process has died. */
  'resume-bulk-actions': z.object({}),
  'send-survey': z.object({ caseId: Id, closedAt: Instant }),
  /** A citizen has responded to a survey by a message that is nothing but a score. */
  'save-survey-score': z.object({ surveyId: Id, score: SurveyScore }),
  'fetch-file': z.object({ attachmentId: Id }),
  /** Scans the files that came while the virus scanner did not respond. */
  'scan-waiting-files': z.object({}),
  /** Reads the texts of files, for the search: of new ones, and of those that were there before it could. */
  'read-file-texts': z.object({}),
  /** Learns the words of entries, by which the search forgives typos. */
  'learn-words': z.object({}),
  /** A mail that a colleague has sent by another program belonged to no case yet. */
  'read-sent-copy-again': z.object({ envelopeId: Id }),
  'fetch-profile': z.object({ channelAccountId: Id, handleId: Id }),
  'build-metric-zone': z.object({ zone: z.string() }),
  /** Sends a report. `due` is null where an agent asked for it outside its schedule. */
  'send-report': z.object({ reportId: Id, due: Instant.nullable() }),
  'rebuild-metrics': z.object({}),
  /** A case with so many entries that its metrics are counted again only from time to time. */
  'recount-case': z.object({ caseId: Id }),
  /** Adds up the changes of the case counts. */
  'fold-counts': z.object({}),
  /** Deletes expired sessions and links, and uploads that nobody used. */
  purge: z.object({}),
} as const;

export type JobName = keyof typeof jobs;
export type JobPayload<Name extends JobName> = z.infer<(typeof jobs)[Name]>;
