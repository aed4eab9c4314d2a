import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { ChannelIo, ListenOptions, Pulled } from '../channel.js';
import { ChannelError } from '../channel-error.js';
import type { RawRequest } from '../raw-request.js';
import { Instance, Refusal } from './api-client.js';
import type { MastodonConfig } from './config.js';
import { reason } from './texts.js';
import { About, Account, Notification, Status } from './api-entities.js';
import { fullName } from './handles.js';

/** How many of the last notifications are looked at again: one may be seen after another that has a higher number. */
const AGAIN = 40;
const PAGE = 80;
/** How many of the last posts are watched for changes; no instance answers for more at once. */
const WATCHED = 20;

/**
 * The position of the reader: its account, the last notifications that were read, and the posts that may still change.
 */
const Place = z.object({
  account: z.string(),
  recent: z.array(z.string()),
  watched: z.array(z.object({ account: Account, id: z.string(), editedAt: z.string().nullable() })),
});
type Place = z.infer<typeof Place>;

interface Found {
  event: 'notification' | 'status.update' | 'delete';
  /** Together with the kind, this identifies the event. */
  id: string;
  payload: unknown;
}

/** Direct posts of strangers are put aside by an instance, unless it is asked for them, too. */
const NOTIFICATIONS = '/api/v1/notifications?types[]=mention&types[]=favourite&include_filtered=true';

/** Mentions and applause from the first start on, and what becomes of the last mentions, asked for again and again. */
export async function* listen(
  config: MastodonConfig,
  io: ChannelIo,
  { cursor, signal }: ListenOptions,
): AsyncGenerator<Pulled> {
  const instance = new Instance(io, config, signal);
  try {
    const own = await ownAccount(instance);
    const known = Place.safeParse(cursor).data;
    const place = known?.account === own.name ? known : await present(instance, own.name);
    const pulled = (found?: Found): Pulled => ({
      ...(found && { request: requestOf(found, own) }),
      cursor: structuredClone(place),
    });
    yield pulled();
    while (!signal.aborted) {
      let pause = config.pollSeconds;
      try {
        for await (const found of news(instance, place)) yield pulled(found);
        for await (const found of changes(instance, place)) yield pulled(found);
      } catch (error) {
        if (!(error instanceof Refusal && error.status === 429)) throw error;
        pause = Math.max(pause, error.afterSeconds ?? 0);
      }
      await sleep(pause * 1000, undefined, { signal });
    }
  } catch (error) {
    if (signal.aborted) return;
    throw error instanceof ChannelError
      ? error
      : new ChannelError(reason('not-read'), { retryable: true, cause: error });
  }
}

interface Own {
  id: string;
  name: string;
}

export async function ownAccount(instance: Instance): Promise<Own> {
  const [{ id, acct }, { domain }] = await Promise.all([
    instance.get('/api/v1/accounts/verify_credentials', Account),
    instance.get('/api/v2/instance', About),
  ]);
  return { id, name: fullName(acct, domain) };
}

/** What an instance answered, as it came and as we read it. What cannot be read is passed over. */
interface Read<Entity> {
  raw: unknown;
  entity: Entity;
}

const listOf = <Entity>(shape: z.ZodType<Entity>) =>
  z.array(z.unknown()).transform((list) =>
    list.flatMap((raw): Read<Entity>[] => {
      const read = shape.safeParse(raw);
      return read.success ? [{ raw, entity: read.data }] : [];
    }),
  );
const Notifications = listOf(Notification).transform((page) => page.sort((a, b) => byNumber(a.entity.id, b.entity.id)));

/** What was there before us was answered elsewhere. */
async function present(instance: Instance, account: string): Promise<Place> {
  const page = await instance.get(`${NOTIFICATIONS}&limit=${AGAIN}`, Notifications);
  return { account, recent: page.map(({ entity }) => entity.id), watched: [] };
}

/** Yields new notifications, oldest first; `place` is advanced before each one is yielded. */
async function* news(instance: Instance, place: Place): AsyncGenerator<Found> {
  // As long as there are fewer, all that there ever were are known.
  for (let after = place.recent.length < AGAIN ? '0' : place.recent[0]!; ;) {
    const page = await instance.get(`${NOTIFICATIONS}&limit=${PAGE}&min_id=${after}`, Notifications);
    const fresh = page.filter(({ entity }) => !place.recent.includes(entity.id));
    for (const { raw, entity } of fresh) {
      place.recent = [...place.recent, entity.id].sort(byNumber).slice(-AGAIN);
      if (entity.type === 'mention' && entity.status)
        place.watched = [...place.watched, watch(entity.status)].slice(-WATCHED);
      yield { event: 'notification', id: entity.id, payload: raw };
    }
    // Known ones may fill a page: instances choose how long one is.
    const last = page.at(-1)?.entity.id;
    if (last === undefined || last === after) return;
    after = last;
  }
}

const watch = ({ id, account, edited_at }: Status): Place['watched'][number] => ({
  id,
  // Only the fields of the account that are passed on with a deletion.
  account: Account.parse({ id: account.id, acct: account.acct, display_name: account.display_name }),
  editedAt: edited_at ?? null,
});

/**
 * Mastodon sends no notification when a post that mentions us is edited or deleted, so recent posts are read again.
 */
async function* changes(instance: Instance, place: Place): AsyncGenerator<Found> {
  if (place.watched.length === 0) return;
  const query = place.watched.map(({ id }) => `id[]=${encodeURIComponent(id)}`).join('&');
  const found = await instance.get(`/api/v1/statuses?${query}`, listOf(Status)).catch(orNone);
  // Mastodon before 4.3, and most other makes.
  if (!found) return;
  for (const watched of place.watched) {
    const { id, account, editedAt } = watched;
    const status = found.find(({ entity }) => entity.id === id);
    if (status) {
      watched.editedAt = status.entity.edited_at ?? null;
      if (watched.editedAt !== editedAt)
        yield { event: 'status.update', id: `${id}:${watched.editedAt}`, payload: status.raw };
    } else if (!(await instance.get(`/api/v1/statuses/${encodeURIComponent(id)}`, z.unknown()).catch(orNone))) {
      place.watched = place.watched.filter((each) => each !== watched);
      yield { event: 'delete', id, payload: { id, account } };
    }
  }
}

function orNone(error: unknown): null {
  if (error instanceof Refusal && error.status === 404) return null;
  throw error;
}

/** Numbers that no number of ours can hold. */
const byNumber = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);

const requestOf = ({ event, id, payload }: Found, own: Own): RawRequest => ({
  // The same thing found again is stored once.
  externalId: `${event}:${id}`,
  body: Buffer.from(JSON.stringify({ event, payload })),
  headers: { 'account-id': own.id, account: own.name },
  receivedAt: new Date(),
});
