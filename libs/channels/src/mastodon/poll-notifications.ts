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

/** The number of the latest notifications that are read again, because one may appear after another with a higher id. */
const AGAIN = 40;
const PAGE = 80;
/** The number of the latest posts that are checked for changes, which is the most that an instance returns at once. */
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

/** An instance filters direct posts of strangers, unless they are requested explicitly. */
const NOTIFICATIONS = '/api/v1/notifications?types[]=mention&types[]=favourite&include_filtered=true';

/** Yields mentions and favourites since the first start, and the changes of the latest mentions, by polling. */
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

/** An item of a response, as it was received and as it was parsed. Items that cannot be parsed are skipped. */
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

/** Notifications from before the account was connected were handled elsewhere, so reading begins after them. */
async function present(instance: Instance, account: string): Promise<Place> {
  const page = await instance.get(`${NOTIFICATIONS}&limit=${AGAIN}`, Notifications);
  return { account, recent: page.map(({ entity }) => entity.id), watched: [] };
}

/** Yields new notifications, oldest first; `place` is advanced before each one is yielded. */
async function* news(instance: Instance, place: Place): AsyncGenerator<Found> {
  // While there are fewer than that, all notifications that ever existed are known.
  for (let after = place.recent.length < AGAIN ? '0' : place.recent[0]!; ;) {
    const page = await instance.get(`${NOTIFICATIONS}&limit=${PAGE}&min_id=${after}`, Notifications);
    const fresh = page.filter(({ entity }) => !place.recent.includes(entity.id));
    for (const { raw, entity } of fresh) {
      place.recent = [...place.recent, entity.id].sort(byNumber).slice(-AGAIN);
      if (entity.type === 'mention' && entity.status)
        place.watched = [...place.watched, watch(entity.status)].slice(-WATCHED);
      yield { event: 'notification', id: entity.id, payload: raw };
    }
    // A page may contain only known notifications, as instances choose its length.
    const last = page.at(-1)?.entity.id;
    if (last === undefined || last === after) return;
    after = last;
  }
}

const watch = ({ id, account, edited_at }: Status): Place['watched'][number] => ({
  id,
  // These are the only fields of the account that are passed on with a deletion.
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
  // Mastodon before 4.3 and most other server software do not support this request.
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

/** Compares ids as text, because a JavaScript number cannot represent them exactly. */
const byNumber = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);

const requestOf = ({ event, id, payload }: Found, own: Own): RawRequest => ({
  // The payload is the same each time it is found, so it is stored once.
  externalId: `${event}:${id}`,
  body: Buffer.from(JSON.stringify({ event, payload })),
  headers: { 'account-id': own.id, account: own.name },
  receivedAt: new Date(),
});
