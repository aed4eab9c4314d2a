import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { ChannelIo, Cursor, ListenOptions, Pulled } from '../../channel.js';
import { ChannelError } from '../../channel-error.js';
import type { RawRequest } from '../../raw-request.js';
import { OvhcloudApi } from './api-client.js';
import type { OvhcloudConfig } from './config.js';
import { Incoming, isFinal, Outgoing } from './api-messages.js';
import { reason } from './texts.js';

/** Lists are read from `since` on; of what is in them, these have been read to their end. */
const Place = z.object({
  since: z.iso.datetime().transform((text) => new Date(text)),
  incoming: z.array(z.string()),
  outgoing: z.array(z.string()),
  /** Ours whose end is not known, with the time of each. */
  open: z.record(z.string(), z.iso.datetime()),
});
type Place = z.infer<typeof Place>;

/** The list may be late by that much. */
const OVERLAP_MS = 10 * 60_000;
/** OVHcloud tries for two days; what has no end after that gets none. */
const PATIENCE_MS = 49 * 3_600_000;

const Ids = z.array(z.coerce.string());

/**
 * OVHcloud has no webhook for incoming messages that could be trusted, and its delivery receipts come once: both are looked
 * up. It begins with the account, however much later it is first read: what was there before is none of ours.
 */
export async function* listen(
  config: OvhcloudConfig,
  io: ChannelIo,
  { cursor, signal, connectedAt = new Date() }: ListenOptions,
): AsyncGenerator<Pulled> {
  const known = Place.safeParse(cursor).data;
  let place = known ?? { since: connectedAt, incoming: [], outgoing: [], open: {} };
  if (!known) yield { cursor: cursorOf(place), isStart: true };
  while (!signal.aborted) {
    try {
      place = yield* round(new OvhcloudApi(io, config, signal), place);
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof ChannelError) throw error;
      throw new ChannelError(reason('list-not-read'), { retryable: true, cause: error });
    }
    await sleep(config.pollSeconds * 1000, undefined, { signal }).catch(() => undefined);
  }
}

async function* round(api: OvhcloudApi, place: Place): AsyncGenerator<Pulled, Place> {
  const begun = Date.now();
  const from = `?creationDatetime.from=${encodeURIComponent(place.since.toISOString())}`;
  const [incoming, outgoing] = await Promise.all([api.get(`/incoming${from}`, Ids), api.get(`/outgoing${from}`, Ids)]);
  // A death before the end of the round begins it anew: the cursor moves only then.
  const cursor = cursorOf(place);
  for (const id of incoming.filter((each) => !place.incoming.includes(each)).sort(byNumber))
    yield { request: requestOf({ incoming: [await api.get(`/incoming/${id}`, Incoming)] }), cursor };

  const wanted = [...new Set([...outgoing, ...Object.keys(place.open)])].filter((id) => !place.outgoing.includes(id));
  const open: Record<string, string> = {};
  for (const id of wanted.sort(byNumber)) {
    const message = await api.get(`/outgoing/${id}`, Outgoing);
    if (isFinal(message.deliveryReceipt)) {
      yield { request: requestOf({ outgoing: [message] }), cursor };
      continue;
    }
    const at = place.open[id] ?? (message.creationDatetime ?? new Date(begun)).toISOString();
    if (begun - Date.parse(at) < PATIENCE_MS) open[id] = at;
  }
  const next = {
    since: new Date(Math.max(place.since.getTime(), begun - OVERLAP_MS)),
    incoming,
    outgoing: outgoing.filter((id) => !(id in open)),
    open,
  };
  yield { cursor: cursorOf(next) };
  return next;
}

const byNumber = (a: string, b: string): number => Number(a) - Number(b);

const cursorOf = ({ since, ...rest }: Place): Cursor => ({ since: since.toISOString(), ...rest });

function requestOf(polled: object): RawRequest {
  const body = Buffer.from(JSON.stringify(polled));
  const externalId = createHash('sha256').update(body).digest('hex');
  return { externalId, body, headers: { 'content-type': 'application/json' }, receivedAt: new Date() };
}
