import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Twilio } from 'twilio';
import type { MessageInstance } from 'twilio/lib/rest/api/v2010/account/message.js';
import { z } from 'zod';
import type { ChannelIo, Cursor, ListenOptions, Pulled } from '../../channel.js';
import { ChannelError } from '../../channel-error.js';
import { twilioClient } from './api-client.js';
import type { TwilioConfig } from './config.js';
import { reason } from './texts.js';

/**
 * Where we stand in the list of messages: all from `since` on is looked at again, and of it the status in `reported` has been
 * told. What the webhook told is told again here, and known downstream by its SID.
 */
const Place = z.object({
  since: z.iso.datetime().transform((text) => new Date(text)),
  reported: z.record(z.string(), z.string()),
});
type Place = z.infer<typeof Place>;

/** The list may be late by that much. */
const OVERLAP_MS = 5 * 60_000;
/** Twilio keeps trying to deliver for ten hours; what has no end after that gets none. */
const PATIENCE_MS = 11 * 3_600_000;

const FINAL = new Set(['received', 'delivered', 'read', 'undelivered', 'failed', 'canceled']);
/** Worth telling; `sent` because the SID may tell the fate of a message that was interrupted. */
const REPORTED = new Set([...FINAL, 'sent']);

/**
 * Looks after what webhooks lost: "on failure an error is logged and nothing more is done". Tells incoming messages of which
 * the call never came, and what became of ours. It begins with the account: what was there before is none of ours.
 */
export async function* listen(
  config: TwilioConfig,
  io: ChannelIo,
  { cursor, signal, connectedAt = new Date() }: ListenOptions,
): AsyncGenerator<Pulled> {
  const client = twilioClient(config, io, signal);
  const known = Place.safeParse(cursor).data;
  let place = known ?? { since: connectedAt, reported: {} };
  // The beginning stays the same, however long Twilio cannot be asked.
  if (!known) yield { cursor: cursorOf(place), isStart: true };
  while (!signal.aborted) {
    try {
      place = yield* round(client, config, place);
    } catch (error) {
      if (signal.aborted) return;
      throw error instanceof ChannelError
        ? error
        : new ChannelError(reason('list-not-read'), { retryable: true, cause: error });
    }
    await sleep(config.reconcileSeconds * 1000, undefined, { signal }).catch(() => undefined);
  }
}

async function* round(client: Twilio, config: TwilioConfig, place: Place): AsyncGenerator<Pulled, Place> {
  const begun = Date.now();
  const found = await messagesSince(client, config, place.since);
  const news = found.filter(({ sid, status }) => REPORTED.has(status) && place.reported[sid] !== status);
  // A death before the end of the round begins it anew: the cursor moves only then.
  const cursor = cursorOf(place);
  for (const message of news.filter(isInbound))
    yield { request: requestOf([await listed(client, config, message)]), cursor };
  const ours = await Promise.all(news.filter((each) => !isInbound(each)).map((each) => listed(client, config, each)));
  for (let at = 0; at < ours.length; at += 100) yield { request: requestOf(ours.slice(at, at + 100)), cursor };

  const next = nextPlace(found, place, begun);
  yield { cursor: cursorOf(next) };
  return next;
}

const cursorOf = ({ since, reported }: Place): Cursor => ({ since: since.toISOString(), reported });

/** From the oldest message whose end is not known, as long as it may have one. */
function nextPlace(found: MessageInstance[], { since }: Place, begun: number): Place {
  const pending = found.filter(({ status }) => !FINAL.has(status)).map((message) => timeOf(message));
  const from = Math.min(begun, ...pending.filter((time) => time > begun - PATIENCE_MS)) - OVERLAP_MS;
  const next = Math.max(since.getTime(), from);
  const reported = found.filter((message) => REPORTED.has(message.status) && timeOf(message) >= next);
  return { since: new Date(next), reported: Object.fromEntries(reported.map(({ sid, status }) => [sid, status])) };
}

const isInbound = ({ direction }: MessageInstance): boolean => direction === 'inbound';
const timeOf = ({ dateSent, dateCreated }: MessageInstance): number => (dateSent ?? dateCreated).getTime();

/** Oldest first. Of a messaging service by each of its senders: Twilio lists by nothing else, and others may send by this account. */
async function messagesSince(client: Twilio, { from, messagingServiceSid }: TwilioConfig, since: Date) {
  const ask = (filter: { to: string } | { from: string }) =>
    client.messages.list({ ...filter, dateSentAfter: since, pageSize: 1000 });
  const senders = messagingServiceSid === undefined ? [from!] : await sendersOf(client, messagingServiceSid);
  const found: MessageInstance[] = [];
  for (const sender of senders) found.push(...(await ask({ to: sender })), ...(await ask({ from: sender })));
  return oldestFirst(found);
}

/** Twilio lists the newest first, and knows no less than a second. */
const oldestFirst = (messages: MessageInstance[]): MessageInstance[] =>
  messages.toReversed().sort((a, b) => timeOf(a) - timeOf(b));

async function sendersOf(client: Twilio, messagingServiceSid: string): Promise<string[]> {
  const service = client.messaging.v1.services(messagingServiceSid);
  const [numbers, shortCodes, names] = await Promise.all([
    service.phoneNumbers.list(),
    service.shortCodes.list(),
    service.alphaSenders.list(),
  ]);
  return [
    ...numbers.map(({ phoneNumber }) => phoneNumber),
    ...shortCodes.map(({ shortCode }) => shortCode),
    ...names.map(({ alphaSender }) => alphaSender),
  ];
}

async function listed(client: Twilio, { accountSid }: TwilioConfig, message: MessageInstance) {
  const { sid, direction, from, to, body, status, errorCode, dateSent, dateUpdated } = message;
  const hasFiles = direction === 'inbound' && Number(message.numMedia) > 0;
  const files = hasFiles ? await filesOf(client, sid) : [];
  const media = files.map((file) => ({
    // As the webhook names it.
    source: `https://api.twilio.com/2010-04-01/Accounts/${accountSid}/Messages/${sid}/Media/${file.sid}`,
    type: file.contentType,
  }));
  return { sid, direction, from, to, body, status, errorCode, dateSent, dateUpdated, media };
}

/** Files that are gone must not keep the words, nor all that comes after them. */
const filesOf = (client: Twilio, sid: string) =>
  client
    .messages(sid)
    .media.list()
    .catch((error: unknown) => {
      if (error instanceof ChannelError && !error.retryable) return [];
      throw error;
    });

function requestOf(messages: Awaited<ReturnType<typeof listed>>[]) {
  const body = Buffer.from(JSON.stringify(messages));
  const externalId = createHash('sha256').update(body).digest('hex');
  return { externalId, body, headers: { 'content-type': 'application/json' }, receivedAt: new Date() };
}
