import { MySendingBox } from '../../../../../test/providers/mysendingbox.js';
import { answer, file, io } from '../../../../../test/support/channel-io-and-replies.js';
import type { Pulled } from '../../channel.js';
import type { OutboundMessage } from '../../outbound-message.js';
import { identify } from '../handles.js';
import { post } from '../post.js';
import { MySendingBoxConfig } from './config.js';
import { envelopeOf } from './postal-address-fields.js';

const KEY = 'live_4f0c2a9d8b7e6f5a4c3d';
const ZOE = identify('Zoé Martin\n14 rue des Glycines\n21000 DIJON')!;
const settings = {
  provider: 'mysendingbox',
  apiKey: KEY,
  sender: 'Ville de Valbourg\n1 place de la Mairie\n21000 VALBOURG',
};

let provider: MySendingBox;
let config: MySendingBoxConfig;

beforeEach(async () => {
  provider = await MySendingBox.start();
  provider.connect(KEY);
  config = MySendingBoxConfig.parse({ ...settings, apiBaseUrl: provider.url, pollSeconds: 1 });
});
afterEach(() => provider.close());

const withKey = (apiKey: string): MySendingBoxConfig => ({ ...config, apiKey });

const letter = {
  reference: 'GCH-2026-004812',
  pages: 2,
  failedOrders: 0,
  content: async () => Buffer.from('%PDF-1.7 letter'),
};
const deliver = (more: Partial<OutboundMessage> = {}, changed: Partial<MySendingBoxConfig> = {}) =>
  post.deliver(
    answer({ from: { type: 'account', value: 'ours', verified: true }, to: [ZOE], letter, ...more }),
    { ...config, ...changed },
    io,
  );

describe('a letter by MySendingBox', () => {
  it('is handed over with its envelope, its PDF and what is enclosed', async () => {
    const delivered = await deliver({ attachments: [file('formulaire.pdf')] });
    const [sent] = provider.sent;
    expect(delivered).toMatchObject({ externalId: `mysendingbox:${sent!.id}`, status: 'handed-over' });
    expect(sent!.fields).toMatchObject({
      'to[name]': 'Zoé Martin',
      'to[address_line1]': '14 rue des Glycines',
      'to[address_postalcode]': '21000',
      'to[address_city]': 'DIJON',
      'to[address_country]': 'France',
      'from[name]': 'Ville de Valbourg',
      'metadata[guichet]': 'b'.repeat(42),
      description: 'GCH-2026-004812',
      manage_returned_mail: 'true',
      address_placement: 'insert_blank_page',
      postage_type: 'verte',
      color: 'bw',
    });
    expect(sent!.files.map(({ field, name }) => [field, name])).toEqual([
      ['source_file', 'GCH-2026-004812.pdf'],
      ['source_file_2', 'formulaire.pdf'],
    ]);
    expect(Buffer.from(sent!.files[0]!.content).toString()).toBe('%PDF-1.7 letter');
  });

  // Threats: D03.
  it('is printed once, though the response to the first attempt was lost', async () => {
    provider.fault.loseAnswers(1);
    await expect(deliver()).rejects.toMatchObject({ uncertain: true, retryable: true });
    const { externalId } = await deliver();
    expect(provider.sent).toHaveLength(1);
    expect(externalId).toBe(`mysendingbox:${provider.sent[0]!.id}`);
  });

  it('is another order once the first one came to nothing, and still one however often that is tried', async () => {
    provider.fault.rejectNext({ status: 422, message: 'The PDF is too long' });
    await expect(deliver()).rejects.toMatchObject({ retryable: false });
    await expect(deliver()).rejects.toMatchObject({ retryable: false });
    const again = { letter: { ...letter, failedOrders: 1 } };
    provider.fault.loseAnswers(1);
    await expect(deliver(again)).rejects.toMatchObject({ uncertain: true });
    await deliver(again);
    expect(provider.sent).toHaveLength(1);
  });

  it.each([
    ['with another key', { apiKey: 'live_another' }, 'mysendingbox.key-refused', true],
    ['to an address that has no town there', { sender: settings.sender }, 'mysendingbox.address-not-read', false],
  ])('%s is refused for good', async (_, changed, reason, isAccountFault) => {
    const to = 'apiKey' in changed ? [ZOE] : [{ ...ZOE, value: 'Frau Weber\nHauptstraße\nBerlin\nALLEMAGNE' }];
    await expect(deliver({ to }, changed)).rejects.toMatchObject({ reason, isAccountFault, retryable: false });
  });

  it('is refused with the words of the provider, and waits where it takes no more', async () => {
    provider.fault.rejectNext({ status: 422, message: 'The PDF has more than 45 pages.' });
    await expect(deliver()).rejects.toMatchObject({
      reason: 'mysendingbox.refused {"said":"The PDF has more than 45 pages"}',
      retryable: false,
      uncertain: false,
    });
    provider.fault.rateLimit(1, 30);
    await expect(deliver()).rejects.toMatchObject({ retryable: true, uncertain: false, afterSeconds: 30 });
    provider.fault.outage(true);
    await expect(deliver()).rejects.toMatchObject({ retryable: true, uncertain: false });
    expect(provider.sent).toEqual([]);
  });

  it('goes to nobody without a postal address', async () => {
    const to = [{ type: 'phone' as const, value: '+33639981201', verified: false }];
    await expect(deliver({ to })).rejects.toMatchObject({ reason: 'post.no-postal-address', retryable: false });
  });
});

describe('the lines of an envelope', () => {
  it.each([
    ['of a hamlet', 'Mairie\n21360 THOREY', { name: 'Mairie', address_line1: 'THOREY', address_postalcode: '21360' }],
    [
      'of which there are six',
      'M. Haddad\nFoyer Sully\nApt 3\n2 allée des Ifs\nBP 12\n21050 DIJON CEDEX',
      { company: 'Foyer Sully', address_line1: 'Apt 3', address_line3: 'BP 12', address_city: 'DIJON CEDEX' },
    ],
    [
      'in Germany',
      'Frau Weber\nHauptstraße 5\n10115 Berlin\nALLEMAGNE',
      {
        address_line1: 'Hauptstraße 5',
        address_postalcode: '10115',
        address_city: 'Berlin',
        address_country: 'ALLEMAGNE',
      },
    ],
    [
      'in England',
      'Mrs Hart\n1 High Street\nLondon SW1A 1AA\nROYAUME-UNI',
      { address_postalcode: 'SW1A 1AA', address_city: 'London', address_country: 'ROYAUME-UNI' },
    ],
  ])('%s have their fields', (_, lines, fields) => expect(envelopeOf(lines)).toMatchObject(fields));
});

describe('the poll of letters', () => {
  async function round(cursor: Pulled['cursor'] | null): Promise<Pulled[]> {
    const found: Pulled[] = [];
    const options = { cursor, signal: new AbortController().signal, connectedAt: new Date(Date.now() - 60_000) };
    for await (const pulled of post.listen(config, io, options)) {
      found.push(pulled);
      if (!pulled.request && !pulled.isStart) break;
    }
    return found;
  }
  const statuses = async (found: Pulled[]) =>
    (await Promise.all(found.flatMap(({ request }) => (request ? [post.parse(request, config)] : []))))
      .flat()
      .map((event) => event.type === 'receipt' && event.status);

  it('learns what became of each, however late, and of none that another program ordered', async () => {
    await deliver();
    const [ours] = provider.sent;
    const other = { ...ours!, id: '65f1c0ffee99', fields: {}, events: [...ours!.events] };
    provider.deliver(other);
    await provider.happen(other, 'letter.sent');
    const first = await round(null);
    expect(await statuses(first)).toEqual([]);
    await provider.happen(ours!, 'letter.sent');
    const second = await round(first.at(-1)!.cursor);
    expect(await statuses(second)).toEqual(['sent']);
    await provider.happen(ours!, 'letter.wrong_address');
    const third = await round(second.at(-1)!.cursor);
    expect(await statuses(third)).toEqual(['sent', 'failed']);
    expect(third.at(-1)!.cursor).toMatchObject({ open: {} });
  });

  it('goes on with the others where one is gone or makes no sense, and says so', async () => {
    for (const externalId of ['a', 'b', 'c']) await deliver({ externalId });
    const [, odd, fine] = provider.sent;
    const first = await round(null);
    expect(first.at(-1)).not.toHaveProperty('health');
    provider.sent.splice(0, 1);
    provider.garbled.add(odd!.id);
    await provider.happen(fine!, 'letter.sent');
    const second = await round(first.at(-1)!.cursor);
    expect(await statuses(second)).toEqual(['sent']);
    const { cursor, health } = second.at(-1)!;
    expect(health).toBe('mysendingbox.letter-not-read');
    expect(Object.keys((cursor as { open: object }).open)).toEqual([odd!.id, fine!.id]);
    provider.garbled.clear();
    await provider.happen(odd!, 'letter.sent');
    expect(await statuses(await round(cursor))).toEqual(['sent']);
  });

  it('reads all pages of the list', async () => {
    for (let n = 0; n < 23; n += 1) await deliver({ externalId: `ours-${n}` });
    const found = await round(null);
    expect(found.filter(({ request }) => request)).toHaveLength(23);
  });
});

describe('an account of MySendingBox', () => {
  it('is tested by its key, and says that a test key prints nothing', async () => {
    expect(await post.test(config, io, null)).toMatchObject([
      { ok: true, detail: 'mysendingbox.live-key' },
      { ok: true, detail: 'mysendingbox.webhook-later' },
    ]);
    provider.connect('test_4f0c2a9d');
    expect(await post.test(withKey('test_4f0c2a9d'), io, 'https://x.example/hooks')).toMatchObject([
      { ok: true, warning: true, detail: 'mysendingbox.test-key' },
      { ok: true, detail: 'mysendingbox.webhook-by-hand' },
    ]);
    expect(await post.test(withKey('live_wrong'), io, null)).toMatchObject([
      { ok: false, detail: 'mysendingbox.key-refused' },
      { ok: true },
    ]);
  });

  it('needs a sender to whom letters can come back', () => {
    const parsed = MySendingBoxConfig.safeParse({ ...settings, sender: 'Ville de Valbourg' });
    expect(parsed.error?.issues).toMatchObject([{ path: ['sender'], message: 'mysendingbox.bad-sender' }]);
  });
});
