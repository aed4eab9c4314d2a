import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { ChannelIo, Cursor, ListenOptions, Pulled } from '../../channel.js';
import { ChannelError } from '../../channel-error.js';
import { readable } from '../../kit/lenient-lists.js';
import type { RawRequest } from '../../raw-request.js';
import { MySendingBoxApi } from './api-client.js';
import { ApiLetter, isFinal, LetterEvent } from './api-letters.js';
import type { MySendingBoxConfig } from './config.js';
import { reason } from './texts.js';

/** The list is read from `since` on; of the letters in it, these have not come to their end. */
const Place = z.object({
  since: z.iso.datetime().transform((text) => new Date(text)),
  open: z.record(z.string(), z.object({ at: z.iso.datetime(), events: z.int() })),
});
type Place = z.infer<typeof Place>;

/** The list may be late by that much. */
const OVERLAP_MS = 60 * 60_000;
/** A letter can come back weeks after it was posted; what has no end after that gets none. */
const PATIENCE_MS = 60 * 86_400_000;
const MOST_PAGES = 100;

/** Webhook calls can be lost, and may be set up by nobody: what became of letters is looked up, too. */
export async function* listen(
  config: MySendingBoxConfig,
  io: ChannelIo,
  { cursor, signal, connectedAt = new Date() }: ListenOptions,
): AsyncGenerator<Pulled> {
  const known = Place.safeParse(cursor).data;
  let place: Place = known ?? { since: connectedAt, open: {} };
  if (!known) yield { cursor: cursorOf(place), isStart: true };
  let isComplete = true;
  while (!signal.aborted) {
    try {
      [place, isComplete] = yield* round(new MySendingBoxApi(io, config, signal), [place, isComplete]);
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof ChannelError) throw error;
      throw new ChannelError(reason('list-not-read'), { retryable: true, cause: error });
    }
    await sleep(config.pollSeconds * 1000, undefined, { signal }).catch(() => undefined);
  }
}

/** The place after a round, and whether all letters could be read in it. */
type Round = [place: Place, isComplete: boolean];

async function* round(api: MySendingBoxApi, [place, wasComplete]: Round): AsyncGenerator<Pulled, Round> {
  const begun = Date.now();
  const wanted = { ...place.open };
  for (const { _id: id, created_at: at } of await ordered(api, place.since))
    wanted[id] ??= { at: (at ?? new Date(begun)).toISOString(), events: 0 };
  // A death before the end of the round begins it anew: the cursor moves only then.
  const cursor = cursorOf(place);
  const open: Place['open'] = {};
  let isComplete = true;
  for (const [id, { at, events: seen }] of Object.entries(wanted)) {
    const letter = await letterOf(api, id);
    const isOld = begun - Date.parse(at) >= PATIENCE_MS;
    if (letter === null && !isOld) open[id] = { at, events: seen };
    if (!letter) isComplete = false;
    // Another program may order letters with the same key.
    if (!letter?.metadata) continue;
    const events = readable(letter.events, LetterEvent);
    if (events.length > seen) yield { request: requestOf(letter), cursor };
    if (!events.some(isFinal) && !isOld) open[id] = { at, events: events.length };
  }
  // What has come to its end is asked for once more while the list shows it still, and says nothing new.
  const next = { since: new Date(Math.max(place.since.getTime(), begun - OVERLAP_MS)), open };
  const isNews = !isComplete || !wasComplete;
  yield { cursor: cursorOf(next), ...(isNews && { health: isComplete ? null : reason('letter-not-read') }) };
  return [next, isComplete];
}

/** One letter, of which a fault stops no other one: null where it may be read later, undefined where it is refused for good. */
async function letterOf(api: MySendingBoxApi, id: string): Promise<ApiLetter | null | undefined> {
  try {
    return await api.letter(id);
  } catch (error) {
    if (error instanceof ChannelError && !error.retryable && !error.isAccountFault) return undefined;
    throw error;
  }
}

/** What was ordered since, however many pages it has. */
async function ordered(api: MySendingBoxApi, since: Date): Promise<ApiLetter[]> {
  const found = new Map<string, ApiLetter>();
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const letters = readable(await api.listed(since, page), ApiLetter);
    // A server that knows no pages answers each time the same.
    const news = letters.filter(({ _id: id }) => !found.has(id));
    for (const letter of news) found.set(letter._id, letter);
    if (news.length === 0) break;
  }
  return [...found.values()];
}

const cursorOf = ({ since, open }: Place): Cursor => ({ since: since.toISOString(), open });

function requestOf(letter: ApiLetter): RawRequest {
  const body = Buffer.from(JSON.stringify({ letters: [letter] }));
  const externalId = createHash('sha256').update(body).digest('hex');
  return { externalId, body, headers: { 'content-type': 'application/json' }, receivedAt: new Date() };
}
