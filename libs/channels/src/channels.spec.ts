import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ChannelKindInfo } from '@guichet/contracts';
import type { InboundEvent, RawRequest } from './channel.js';
import { channelKindInfo, channels } from './registry.js';

/** `<name>.eml` is a payload as it came, `<name>.json` the account it came to and what must be understood of it. */
interface Expected {
  config: unknown;
  headers: Record<string, string>;
  events: unknown[];
}

const RECEIVED = new Date('2026-11-02T12:00:00Z');

const digest = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');

/** Content by its digest, dates as JSON writes them; the fingerprint is checked by what it must tell apart. */
function asJson(events: InboundEvent[]): unknown {
  return JSON.parse(
    JSON.stringify(events, (key, value: unknown) => {
      if (key === 'fingerprint') return undefined;
      return value instanceof Uint8Array ? { bytes: value.byteLength, sha256: digest(value) } : value;
    }),
  );
}

describe.each(Object.values(channels))('the channel $kind', (channel) => {
  const folder = join(import.meta.dirname, channel.kind, 'fixtures');
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length));
  const expected = (name: string) => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Expected;
  const request = (name: string): RawRequest => {
    const body = readFileSync(
      join(
        folder,
        readdirSync(folder).find((file) => file.startsWith(`${name}.`) && !file.endsWith('.json'))!,
      ),
    );
    return { externalId: digest(body), body, headers: expected(name).headers, receivedAt: RECEIVED };
  };

  afterAll(() => channel.close?.());

  it('has fixtures', () => expect(names.length).toBeGreaterThan(10));

  it.each(names)('understands %s', async (name) => {
    const { config, events } = expected(name);
    const found = await channel.parse(request(name), channel.config.parse(config));
    expect(asJson(found)).toEqual(events);
  });

  it.each(names)('understands %s the same way twice', async (name) => {
    const config = channel.config.parse(expected(name).config);
    expect(await channel.parse(request(name), config)).toEqual(await channel.parse(request(name), config));
  });

  it.each(names)('loses no word of %s in its segments', async (name) => {
    for (const event of await channel.parse(request(name), channel.config.parse(expected(name).config))) {
      if (event.type === 'message') expect(event.segments.map(({ text }) => text).join('')).toBe(event.text);
    }
  });

  it('tells a form what it needs', () => {
    const info = ChannelKindInfo.parse(channelKindInfo(channel));
    for (const path of info.secrets) {
      type Schema = { properties: Record<string, Schema> };
      const field = path.split('.').reduce((schema, key) => schema.properties[key]!, info.configSchema as Schema);
      expect(field).toMatchObject({ title: expect.any(String), 'x-secret': true });
    }
  });

  it('spells an address in one way', async () => {
    const messages = (
      await Promise.all(names.map((name) => channel.parse(request(name), channel.config.parse(expected(name).config))))
    ).flat();
    const handles = messages.flatMap((event) =>
      event.type === 'message' ? [...(event.from ? [event.from] : []), ...event.to, ...event.cc] : [],
    );
    expect(handles.length).toBeGreaterThan(5);
    for (const { value } of handles) expect(channel.identify(value)?.value).toBe(value);
  });
});
