import { z } from 'zod';
import { Id, Instant, Language, PageQuery } from './primitives.js';
import { SlaTimerKind, SlaThreshold } from './sla-timer-kinds-and-thresholds.js';

/** The entry of the case in which it is seen; those written before it was kept have none. */
const ENTRY = Id.optional();
/** The key of a template that came with the product, as it is when the notification is read. */
const KEY = z.string().nullable().optional();
/** Who did something with a version of a template. `title` null: the one who is told knows of the template no longer. */
const TEMPLATE_STEP = { by: z.string(), templateId: Id, language: Language, key: KEY, title: z.string().nullable() };

/** What an agent is notified of. */
export const NotificationAbout = z.discriminatedUnion('type', [
  z.object({ type: z.literal('sla-threshold'), timer: SlaTimerKind, threshold: SlaThreshold, dueAt: Instant }),
  z.object({ type: z.literal('assigned'), by: z.string() }),
  z.object({ type: z.literal('handed-over'), from: z.string(), count: z.number().int() }),
  /**
   * The agent stands in for a colleague (`of`) who is absent. `from` null: since the notification; `until` null: nobody knows.
   * `count`: so many open cases the agent gets when it begins, as things stood when it was planned.
   */
  z.object({
    type: z.literal('substitute'),
    of: z.string(),
    from: Instant.nullable(),
    until: Instant.nullable(),
    count: z.number().int(),
  }),
  /**
   * An absence is over, and so many cases that it brought to a substitute or to the queue are still there. `absent`: of the agent, and
   * `colleague` is the substitute, or null where they are in the queue; `substitute`: the other way round.
   */
  z.object({
    type: z.literal('cases-to-give-back'),
    side: z.enum(['absent', 'substitute']),
    colleague: z.string().nullable(),
    count: z.number().int(),
  }),
  /** A colleague has given the agent, or their team (`team`), many cases at once. */
  z.object({ type: z.literal('many-given'), by: z.string(), count: z.number().int(), team: z.string().nullable() }),
  /** A colleague has handed a case over to the agent, or to their team. `summary` null: they no longer see the case. */
  z.object({
    type: z.literal('team-handover'),
    ...{ by: z.string(), from: z.string(), to: z.string(), entryId: Id, summary: z.string().nullable() },
  }),
  /** An administrator removed the agent's second factor. */
  z.object({ type: z.literal('second-factor-reset'), by: z.string() }),
  /** A passkey was added to the account of the agent. `address`: of the network. */
  z.object({
    type: z.literal('passkey-added'),
    name: z.string(),
    userAgent: z.string().nullable(),
    address: z.string(),
  }),
  /** A passkey was removed from the account of the agent, in a session of theirs. `address`: of the network. */
  z.object({
    type: z.literal('passkey-removed'),
    name: z.string(),
    userAgent: z.string().nullable(),
    address: z.string(),
  }),
  /** An administrator removed all passkeys of the agent. */
  z.object({ type: z.literal('passkeys-removed'), by: z.string() }),
  /** A colleague has taken over a case in which the agent was writing. */
  z.object({ type: z.literal('taken-over'), by: z.string() }),
  /** A note of a colleague mentions the agent. */
  z.object({ type: z.literal('mentioned'), by: z.string(), entryId: ENTRY }),
  /** The citizen has written in a case that the agent follows. */
  z.object({ type: z.literal('followed-case'), entryId: ENTRY }),
  /** The citizen has written in a case that is assigned to the agent, and that had messages before. */
  z.object({ type: z.literal('citizen-replied'), entryId: ENTRY }),
  /** A message that the agent has sent did not arrive, or nobody knows whether it did. Of one that nobody has sent, the assignee is told. */
  z.object({ type: z.literal('delivery-failed'), status: z.enum(['failed', 'unknown']), entryId: ENTRY }),
  /** Somebody who was not named has opened a restricted case. Its agents and the data protection officers are told. `reference` null: of a team whose cases the one who is told does not see. */
  z.object({
    type: z.literal('break-glass'),
    by: z.string(),
    reason: z.string(),
    reference: z.string().nullable(),
    /** What `GET /emergency-access/:id` says more of. */
    breakGlassId: Id,
  }),
  /** A restricted case has passed to the agent, as none of those who were named (`instead`) can open it any more. */
  z.object({ type: z.literal('named-for-restricted'), instead: z.array(z.string()) }),
  /** A version of a template was sent back to the agent, who has written or submitted it. `title` and `reason` null: they know of the template no longer. */
  z.object({
    type: z.literal('template-returned'),
    by: z.string(),
    templateId: Id,
    language: Language,
    key: KEY,
    title: z.string().nullable(),
    reason: z.string().nullable(),
  }),
  /** A version of a template waits for the agent, who may approve it. */
  z.object({ type: z.literal('template-submitted'), ...TEMPLATE_STEP }),
  /** A version of a template that the agent has written or submitted is in use. */
  z.object({ type: z.literal('template-approved'), ...TEMPLATE_STEP }),
  /** A template of which the agent has written what was in use was withdrawn. `title` and `reason` null: they know of it no longer. */
  z.object({ type: z.literal('template-withdrawn'), ...TEMPLATE_STEP, reason: z.string().nullable() }),
  /**
   * A shared block says something else now, or was withdrawn, which those written before this was kept do not say; and `count` texts have it
   * of which the agent approves some, or has written some. `texts`: those of them that the agent knows, by title.
   */
  z.object({
    type: z.literal('block-changed'),
    step: z.enum(['approved', 'withdrawn']).optional(),
    count: z.number().int(),
    ...TEMPLATE_STEP,
    textIds: z.array(Id).optional(),
    texts: z.array(z.object({ key: z.string().nullable(), title: z.string() })).optional(),
  }),
  /** The agent has signed in with a browser that they never used before. `address`: of the network. */
  z.object({ type: z.literal('new-device'), userAgent: z.string().nullable(), address: z.string() }),
  /** At least `count` sign-ins were refused within an hour: for the account of an agent, or from a network. */
  z.object({
    type: z.literal('refused-sign-ins'),
    account: z.string().nullable(),
    address: z.string().nullable(),
    count: z.number().int(),
  }),
]);
export type NotificationAbout = z.infer<typeof NotificationAbout>;

export const Notification = z.object({
  id: Id,
  at: Instant,
  readAt: Instant.nullable(),
  about: NotificationAbout,
  /** The agent has chosen that the console lists what is of this topic, and neither counts nor announces it. */
  quiet: z.boolean(),
  /** Null where the notification is not about a single case, or about one that the agent no longer sees. `citizen`: as the case names them; empty: nobody is known. `position`: where in its timeline it is seen; null: nowhere more than elsewhere. */
  case: z
    .object({
      id: Id,
      reference: z.string(),
      subject: z.string(),
      citizen: z.string(),
      position: z.number().int().nullable(),
    })
    .nullable(),
});
export type Notification = z.infer<typeof Notification>;

/** `GET /notifications`: the agent's notifications, newest first. */
export const Notifications = z.object({
  items: z.array(Notification),
  nextCursor: z.string().nullable(),
  /** How many are unread, without those that are `quiet`. */
  unread: z.number().int(),
  /** How an open console may draw the attention of the agent to what is new: in their quiet hours, or while they have paused it, by nothing. */
  alerts: z.enum(['none', 'silent', 'sound']),
});
export type Notifications = z.infer<typeof Notifications>;
export const NotificationQuery = PageQuery.extend({ unread: z.literal('1').optional() });
/** Whoever has a case open sees what these notifications say of it. */
export const SEEN_IN_CASE: readonly NotificationAbout['type'][] = ['citizen-replied', 'followed-case', 'team-handover'];

/** `POST /notifications/read`: marks these notifications as read, those that say what is seen in a case (`caseId`), or all. */
export const ReadNotifications = z.union([
  z.strictObject({ ids: z.array(Id).max(200).optional() }),
  z.strictObject({ caseId: Id }),
]);
export type ReadNotifications = z.infer<typeof ReadNotifications>;
