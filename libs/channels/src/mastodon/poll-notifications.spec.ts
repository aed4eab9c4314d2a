import { Mastodon } from '../../../../test/providers/mastodon.js';
import type { ChannelIo, Cursor } from '../channel.js';
import { ChannelError } from '../channel-error.js';
import type { InboundEvent } from '../inbound-events.js';
import { MastodonConfig } from './config.js';
import { mastodon } from './mastodon.js';

const io: ChannelIo = {
  resolve: async (host) => host,
  fetch: (url, init) =>
    fetch(url, { ...init, redirect: 'manual' }).catch((cause: unknown) => {
      throw init?.signal?.aborted ? cause : new ChannelError('No answer', { retryable: true, uncertain: true, cause });
    }),
};
const CAMILLE = { acct: 'camille@social.example', name: 'Camille' };

let instance: Mastodon;
let config: MastodonConfig;
let cursor: Cursor | null;

beforeEach(async () => {
  instance = (await Mastodon.start()).connect({ accessToken: 'a-token' });
  config = MastodonConfig.parse({ instanceUrl: instance.url, accessToken: 'a-token', pollSeconds: 1 });
  cursor = null;
});
afterEach(() => instance.close());

const summaryOf = (event: InboundEvent): string => {
  if (event.type === 'message' || event.type === 'edit') return `${event.type} ${event.text}`;
  return event.type === 'reaction' ? `${event.type} ${event.emoji}` : event.type;
};

/**
 * Continues from the cursor until `count` events were read, as the server does: each event is stored with its cursor.
 */
async function listen(count: number, opened: () => void = () => undefined, by = io): Promise<string[]> {
  const stop = new AbortController();
  const events: string[] = [];
  for await (const pulled of mastodon.listen(config, by, { cursor, signal: stop.signal })) {
    cursor = JSON.parse(JSON.stringify(pulled.cursor)) as Cursor;
    if (!pulled.request) opened();
    else events.push(...(await mastodon.parse(pulled.request, config)).map(summaryOf));
    if (events.length >= count) stop.abort();
  }
  return events;
}

describe('an account that is listened to', () => {
  it('leaves what was there before, and takes what comes, oldest first', async () => {
    instance.write({ from: CAMILLE, text: 'Il y a un an', visibility: 'public' });
    const events = await listen(3, () => {
      for (const text of ['Un', 'Deux', 'Trois']) instance.write({ from: CAMILLE, text });
    });
    expect(events).toEqual(['message Un', 'message Deux', 'message Trois']);
  });

  it('goes on where it stood, with what came meanwhile', async () => {
    await listen(0);
    for (let n = 1; n <= 130; n += 1) instance.write({ from: CAMILLE, text: `n° ${n}` });
    const events = await listen(130);
    expect(events).toHaveLength(130);
    expect(new Set(events).size).toBe(130);
    instance.write({ from: CAMILLE, text: 'encore' });
    expect(await listen(1)).toEqual(['message encore']);
  });

  it('reads on behind a page of known ones, where an instance gives few at once', async () => {
    const fetch: ChannelIo['fetch'] = (url, init) => io.fetch(url.replace('limit=80', 'limit=20'), init);
    await listen(0);
    for (let n = 1; n <= 50; n += 1) instance.write({ from: CAMILLE, text: `n° ${n}` });
    await listen(50);
    instance.write({ from: CAMILLE, text: 'encore' });
    expect(await listen(1, undefined, { ...io, fetch })).toEqual(['message encore']);
  });

  it('misses none that is seen after a later one', async () => {
    await listen(0);
    const see = instance.fault.lateNotification();
    instance.write({ from: CAMILLE, text: 'Lente' });
    instance.write({ from: CAMILLE, text: 'Vive' });
    expect(await listen(1)).toEqual(['message Vive']);
    see();
    expect(await listen(1)).toEqual(['message Lente']);
  });

  it('is told of applause, edits and deletions', async () => {
    await listen(0);
    const post = instance.write({ from: CAMILLE, text: 'Le trou rue Base' });
    await listen(1);
    instance.edit(post, 'Le trou rue Basse');
    expect(await listen(1)).toEqual(['edit Le trou rue Basse']);
    instance.favourite(CAMILLE, post);
    expect(await listen(1)).toEqual(['reaction ⭐']);
    instance.delete(post);
    expect(await listen(1)).toEqual(['deletion']);
  });

  it('waits as long as the instance asks, and says what is wrong with the rest', async () => {
    await listen(0);
    const late = listen(1, () => {
      instance.fault.rateLimit(1, 1);
      instance.write({ from: CAMILLE, text: 'Patience' });
    });
    expect(await late).toEqual(['message Patience']);
    instance.fault.outage(true);
    await expect(listen(1)).rejects.toMatchObject({ name: 'ChannelError', retryable: true });
    instance.fault.outage(false);
    config = { ...config, accessToken: 'revoked' };
    await expect(listen(1)).rejects.toMatchObject({ reason: expect.stringContaining('mastodon.token-refused') });
  });

  it('begins anew where it is another account', async () => {
    await listen(0);
    instance.connect({ accessToken: 'a-token', acct: 'ecole' });
    instance.write({ from: CAMILLE, text: 'Avant' });
    expect(await listen(1, () => instance.write({ from: CAMILLE, text: 'Après' }))).toEqual(['message Après']);
  });
});

it('a file of a post is fetched without our token', async () => {
  const content = Buffer.from('a picture');
  const asked: RequestInit[] = [];
  const watched: ChannelIo = { ...io, fetch: (url, init = {}) => (asked.push(init), io.fetch(url, init)) };
  await listen(0);
  instance.write({ from: CAMILLE, text: 'Photo', files: [{ name: 'a.png', type: 'image/png', content }] });
  const stop = new AbortController();
  for await (const { request } of mastodon.listen(config, io, { cursor, signal: stop.signal })) {
    const [event] = request ? await mastodon.parse(request, config) : [];
    if (event?.type !== 'message') continue;
    const { source } = event.attachments[0]!.content as { source: string };
    const file = await mastodon.fetch(source, config, watched);
    expect([Buffer.from(file.content), file.type]).toEqual([content, 'image/png']);
    stop.abort();
  }
  expect(JSON.stringify(asked)).not.toContain('a-token');
});
