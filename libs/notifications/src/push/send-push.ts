import { organisationOf, parameters, principalOf, Scope, scopeOrNone, type Principal } from '@guichet/access';
import type { JobPayload, OwnNotificationPreferences } from '@guichet/contracts';
import type { Database, Reader } from '@guichet/database';
import { EgressRefused, type Keyring, type Logger } from '@guichet/platform';
import webpush from 'web-push';
import { endOfQuiet } from '../preferences/end-of-quiet-of-agent.js';
import { preferencesOf } from '../preferences/notification-preferences.js';
import { POSITION_IN_CASE } from '../position-in-case.js';
import { subjectInNotification } from '../subject-in-notification.js';
import { pushAfterQuiet } from './plan-pushes.js';
import { openAddress, type PushAddress } from './push-devices.js';
import { pushMessage, pushOptions, type WaitingNotification } from './push-message.js';
import { vapidKeysOf } from './vapid-keys.js';

const PUSH = { kind: 'system', name: 'Push' } as const;
const MOST_TRIES = 6;
const LONGEST_WAIT_S = 3600;
/** The push service no longer knows the subscription. What it says of the keys or the clock of this server, 401 and 403, is no such thing. */
const GONE = new Set([404, 410]);

interface PushContext {
  database: Database;
  keyring: Keyring;
  /** Connects to where the server may go, and nowhere else. */
  io: { fetch(url: string, init: RequestInit): Promise<Response> };
  config: { publicUrl: string };
  logger: Pick<Logger, 'warn'>;
}

interface Device {
  agentId: string;
  sealed: Buffer;
}

/**
 * Job: tells one device of what waits, if it is still unread, and its agent may still see it and is signed in there. A push service
 * that is in trouble is asked again later, when it says so or after twice the time; a subscription that it no longer knows is deleted. In quiet hours
 * it waits for their end.
 */
export async function sendPush(context: PushContext, push: JobPayload<'send-push'>): Promise<void> {
  const { database } = context;
  // Index: primary key of `push_subscription`, and the unique one of `session`.
  const [device] = await database.query<Device>(
    `select d.agent_id as "agentId", d.sealed from push_subscription d join session s on s.id = d.session_id
     where d.id = $1 and s.expires_at > now() and s.seen_at > now() - s.idle_minutes * interval '1 minute'`,
    [push.subscriptionId],
  );
  const who = device && (await principalOf(database, device.agentId));
  if (!who) return;
  const preferences = await preferencesOf(database, who.id);
  const quietUntil = await endOfQuiet(database, who.id, preferences);
  if (quietUntil) {
    const { notificationIds } = push;
    return database.write(PUSH, (tx) => pushAfterQuiet(tx, { agentId: who.id, notificationIds, runAt: quietUntil }));
  }
  const response = await post(context, { who, device, push, preferences });
  if (!response) return;
  if (GONE.has(response.status)) return deleteDevice(database, push.subscriptionId, device);
  if (response.status === 429 || response.status >= 500) return tryLater(context, push, response);
  if (!response.ok) return context.logger.warn('A push service refused a message.', { status: response.status });
  await database.execute(`update push_subscription set used_at = $2 where id = $1`, [
    push.subscriptionId,
    database.now,
  ]);
}

/** Posts what is still to be told. Returns undefined where nothing is, or the address leads where the server does not go. */
async function post(
  { database, keyring, io, config, logger }: PushContext,
  {
    who,
    device,
    push,
    preferences,
  }: { who: Principal; device: Device; push: JobPayload<'send-push'>; preferences: OwnNotificationPreferences },
): Promise<Response | undefined> {
  const [waiting, keys] = [
    await stillWaiting(database, who, { ...push, ...preferences }),
    await vapidKeysOf(database, keyring),
  ];
  const [first, ...others] = waiting;
  if (!first || !keys) return undefined;
  const message = pushMessage([first, ...others], {
    language: who.language ?? 'fr',
    silent: !preferences.sound,
    unread: await unreadOf(database, who.id),
  });
  const address = openAddress(keyring, device.sealed);
  const request = webpush.generateRequestDetails(address, JSON.stringify(message), {
    ...pushOptions(waiting, message),
    contentEncoding: 'aes128gcm',
    vapidDetails: { ...keys, subject: await subjectOf(database, config.publicUrl) },
  });
  try {
    return await postTo(io, address, request);
  } catch (error) {
    // Who cannot be reached is asked again, as who says to be in trouble is.
    if (!isRefusal(error)) return new Response(null, { status: 503 });
    logger.warn('The address of a push subscription is not one to which the server connects.', {
      host: new URL(address.endpoint).host,
    });
    return undefined;
  }
}

/** The channels hand on what the door of the server refuses as the cause of their own. */
const isRefusal = (error: unknown): boolean =>
  error instanceof EgressRefused || (error instanceof Error && error.cause instanceof EgressRefused);

async function postTo(
  io: PushContext['io'],
  { endpoint }: PushAddress,
  { headers, body }: webpush.RequestDetails,
): Promise<Response> {
  const { 'Content-Length': _, ...rest } = headers as Record<string, string>;
  const response = await io.fetch(endpoint, {
    method: 'POST',
    headers: Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, String(value)])),
    body: new Uint8Array(body ?? []),
  });
  await response.body?.cancel();
  return response;
}

/** What is unread still, newest first, without what the agent may not see any more. Primary key of `notification`. */
async function stillWaiting(
  reader: Reader,
  who: Principal,
  { notificationIds, ...chosen }: JobPayload<'send-push'> & OwnNotificationPreferences,
): Promise<WaitingNotification[]> {
  const { values, bind } = parameters(who.id, notificationIds);
  const sees = (scopeOrNone(who, 'case.read') ?? Scope.none).sql('c', bind);
  return reader.query<WaitingNotification>(
    `select n.about, c.id as "caseId", c.reference, ${POSITION_IN_CASE} as position, ${subjectInNotification('c', chosen)} as subject
     from notification n left join cases c on c.id = n.case_id and ${sees}
     where n.agent_id = $1 and n.id = any($2::uuid[]) and n.read_at is null and (n.case_id is null or c.id is not null)
     order by n.id desc`,
    values,
  );
}

/** Index `notification_unread`. */
async function unreadOf(reader: Reader, agentId: string): Promise<number> {
  const [row] = await reader.query<{ count: number }>(
    `select count(*)::int as count from notification where agent_id = $1 and read_at is null and not quiet`,
    [agentId],
  );
  return row?.count ?? 0;
}

/** Whom a push service can ask (RFC 8292, section 2.1). */
async function subjectOf(reader: Reader, publicUrl: string): Promise<string> {
  const { mail } = await organisationOf(reader);
  if (mail !== '') return `mailto:${mail}`;
  return publicUrl.startsWith('https:') ? publicUrl : `mailto:postmaster@${new URL(publicUrl).hostname}`;
}

/** Unless the browser has subscribed anew meanwhile. */
const deleteDevice = async (database: Database, id: string, { sealed }: Device): Promise<void> =>
  void (await database.execute(`delete from push_subscription where id = $1 and sealed = $2`, [id, sealed]));

async function tryLater(
  { database, logger }: PushContext,
  push: JobPayload<'send-push'>,
  response: Response,
): Promise<void> {
  const tries = push.tries + 1;
  if (tries >= MOST_TRIES) return logger.warn('A push service accepts nothing.', { status: response.status });
  const wait = waitOf(response.headers.get('retry-after'), database.now) ?? 15 * 2 ** tries;
  const runAt = new Date(database.now.getTime() + Math.min(wait, LONGEST_WAIT_S) * 1000);
  await database.write(PUSH, (tx) => tx.job('send-push', { ...push, tries }, { runAt }));
}

/** `Retry-After`, a number of seconds or a date (RFC 9110, section 10.2.3), in seconds from now; undefined: it is neither. */
function waitOf(retryAfter: string | null, now: Date): number | undefined {
  if (retryAfter === null) return undefined;
  if (/^\d{1,9}$/.test(retryAfter.trim())) return Number(retryAfter);
  const at = Date.parse(retryAfter);
  return Number.isNaN(at) ? undefined : Math.max(0, (at - now.getTime()) / 1000);
}
