import { z } from 'zod';
import { Id, Instant, Language, PageQuery } from './primitives.js';
import { SlaTimerKind, SlaThreshold } from './sla-thresholds.js';

/** The key of a template that came with the product, as it is when the notification is read. */
const KEY = z.string().nullable().optional();
/** Who did something with a version of a template. `title` null: the one who is told knows of the template no longer. */
const TEMPLATE_STEP = { by: z.string(), templateId: Id, language: Language, key: KEY, title: z.string().nullable() };

/** What an agent is notified of. */
export const NotificationAbout = z.discriminatedUnion('type', [
  z.object({ type: z.literal('sla-threshold'), timer: SlaTimerKind, threshold: SlaThreshold, dueAt: Instant }),
  z.object({ type: z.literal('assigned'), by: z.string() }),
  z.object({ type: z.literal('handed-over'), from: z.string(), count: z.number().int() }),
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
  z.object({ type: z.literal('mentioned'), by: z.string() }),
  /** The citizen has written in a case that the agent follows. */
  z.object({ type: z.literal('followed-case') }),
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
  /** A shared block says something else now, and so do `count` texts of which the agent approves some, or has written some for themselves. */
  z.object({ type: z.literal('block-changed'), count: z.number().int(), ...TEMPLATE_STEP }),
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
  /** Null where the notification is not about a single case, or about one that the agent no longer sees. */
  case: z.object({ id: Id, reference: z.string(), subject: z.string() }).nullable(),
});
export type Notification = z.infer<typeof Notification>;

/** `GET /notifications`: the agent's notifications, newest first. */
export const Notifications = z.object({
  items: z.array(Notification),
  nextCursor: z.string().nullable(),
  unread: z.number().int(),
});
export type Notifications = z.infer<typeof Notifications>;
export const NotificationQuery = PageQuery.extend({ unread: z.literal('1').optional() });
/** `POST /notifications/read`: marks these notifications as read, or all of them. */
export const ReadNotifications = z.strictObject({ ids: z.array(Id).max(200).optional() });
export type ReadNotifications = z.infer<typeof ReadNotifications>;
