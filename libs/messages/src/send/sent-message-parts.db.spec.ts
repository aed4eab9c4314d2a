import type { InboundReceipt } from '@guichet/channels';
import { openCase } from '../../../../test/support/open-case.js';
import type { Outbox } from '../../../../test/support/delivery-outbox.js';
import { smsOutbox } from '../../../../test/support/sms-outbox.js';
import { MySendingBox } from '../../../../test/providers/mysendingbox.js';
import { Mastodon } from '../../../../test/providers/mastodon.js';
import { OtherSystem } from '../../../../test/providers/generic-webhook-system.js';
import type { Twilio } from '../../../../test/providers/twilio.js';
import { cancelMessage } from './cancel-send-now-retry.js';
import { markPosted, markReturned } from './letters/mark-letters.js';
import { stateOfParts } from './sent-message-parts.js';
import { signAddressToken } from '../signed-address-token.js';

const ZOE = '+33639981201';
const LONG = 'Bonjour, voici une longue réponse. '.repeat(60);

let outbox: Outbox;
let twilio: Twilio;
let sms: string;
let caseId: string;

beforeAll(async () => {
  ({ outbox, twilio, sms } = await smsOutbox());
});
afterAll(async () => {
  await outbox?.close();
  await twilio?.close();
});
beforeEach(async () => {
  twilio.sent.length = 0;
  outbox.io.before = null;
  caseId = await openCase(outbox.town, outbox.ana, 'Crèche');
});

const send = async (text = LONG) => {
  const id = await outbox.answer(caseId, { channelAccountId: sms, to: ZOE, text });
  await outbox.run();
  return id;
};
const reportPart = (n: number, status: InboundReceipt['status'], reason: string | null = null) =>
  outbox.report(sms, {
    type: 'receipt',
    threadKeys: [`ref:${twilio.sent[n]!.sid}`],
    status,
    recipient: null,
    reason,
    at: null,
  });
const partsSent = () => twilio.sent.map(({ body }) => body.slice(0, 5));

describe('an answer in parts', () => {
  it('of which one is refused has failed, whatever is told of another meanwhile', async () => {
    outbox.io.before = async () => {
      if (twilio.sent.length === 0) return;
      await outbox.report(sms, {
        type: 'receipt',
        threadKeys: [`bounce:${signAddressToken(outbox.town.keyring, 'bounce', id)}`],
        externalId: twilio.sent[0]!.sid,
        status: 'delivered',
        recipient: ZOE,
        reason: null,
        at: null,
      });
      twilio.fault.rejectNext({ code: 21614, message: 'not a mobile number' });
    };
    const id = await outbox.answer(caseId, { channelAccountId: sms, to: ZOE, text: LONG });
    await outbox.run();
    expect(partsSent()).toEqual(['(1/2)']);
    expect(await outbox.delivery(id)).toMatchObject({
      state: 'failed',
      reason: expect.stringMatching(/^channel\.parts-left .*"of":2/),
    });
    expect(await outbox.caseOf(caseId)).toMatchObject({ status: 'open', deliveryProblem: 'failed' });
    // Receipts that arrived meanwhile are kept.
    outbox.io.before = null;
    await outbox.retry(caseId, id);
    await outbox.run();
    expect((await outbox.delivery(id)).state).toBe('sent');
    await reportPart(1, 'delivered');
    expect((await outbox.delivery(id)).state).toBe('delivered');
  });

  it('is what the worst of them is', async () => {
    const id = await send();
    await reportPart(0, 'failed', 'The phone is off (30003)');
    await reportPart(1, 'delivered');
    expect(await outbox.delivery(id)).toMatchObject({ state: 'failed', reason: 'The phone is off (30003)' });
    await reportPart(0, 'delivered');
    expect(await outbox.delivery(id)).toMatchObject({ state: 'delivered', reason: null });
    await reportPart(1, 'read');
    expect((await outbox.delivery(id)).state).toBe('delivered');
    await reportPart(0, 'read');
    expect((await outbox.delivery(id)).state).toBe('read');
  });

  it('goes on by itself after the one that was too much for the moment', async () => {
    outbox.io.before = () => twilio.sent.length === 1 && twilio.fault.rateLimit(1, 7);
    const id = await send();
    outbox.io.before = null;
    expect(await outbox.delivery(id)).toMatchObject({
      state: 'queued',
      reason: expect.stringMatching(/^channel\.parts-left .*"of":2/),
    });
    outbox.pass(60);
    await outbox.run();
    expect(partsSent()).toEqual(['(1/2)', '(2/2)']);
    expect((await outbox.delivery(id)).state).toBe('sent');
  });

  it('is of unknown fate where an answer got lost, and begins again with that part', async () => {
    outbox.io.before = () => twilio.sent.length === 1 && twilio.fault.loseAnswers(1);
    const id = await send();
    outbox.io.before = null;
    expect((await outbox.delivery(id)).state).toBe('unknown');
    await outbox.retry(caseId, id);
    await outbox.run();
    expect(partsSent()).toEqual(['(1/2)', '(2/2)', '(2/2)']);
    expect((await outbox.delivery(id)).state).toBe('sent');
  });

  it('is sent again without those that have arrived; a late word on the first try decides nothing', async () => {
    const id = await send();
    await reportPart(0, 'failed', 'The phone is off (30003)');
    await reportPart(1, 'delivered');
    await outbox.retry(caseId, id);
    await outbox.run();
    expect(partsSent()).toEqual(['(1/2)', '(2/2)', '(1/2)']);
    await reportPart(0, 'failed', 'Still off');
    expect((await outbox.delivery(id)).state).toBe('sent');
    await reportPart(2, 'delivered');
    expect((await outbox.delivery(id)).state).toBe('delivered');
  });

  it.each([
    [['delivered'], 2, undefined],
    [['delivered', 'sent'], 2, 'sent'],
    [['read', 'delivered'], 2, 'delivered'],
    [['failed'], 2, 'failed'],
    [[], 1, undefined],
  ] as const)('%j of %i: %s', (states, of, expected) => {
    const parts = states.map((state) => ({ state, reason: null }));
    expect(stateOfParts(parts, of)?.state).toBe(expected);
  });
});

describe('a letter by a provider', () => {
  const KEY = 'live_4f0c2a9d8b7e6f5a4c3d';
  const ADDRESS = 'Zoé Martin\n14 rue des Glycines\n21000 DIJON';
  const [sender, apiKey] = ['Ville de Valbourg\n1 place de la Mairie\n21000 VALBOURG', KEY];
  let provider: MySendingBox;
  let account: string;
  let entryId: string;

  beforeAll(async () => {
    provider = await MySendingBox.start();
    provider.connect(KEY);
    const settings = { provider: 'mysendingbox', apiKey, sender, undoSeconds: 0 };
    account = await outbox.connect('post', { ...settings, apiBaseUrl: provider.url });
  });
  afterAll(() => provider?.close());
  beforeEach(async () => {
    provider.sent.length = 0;
    entryId = await outbox.answer(caseId, { channelAccountId: account, to: ADDRESS, text: 'Accepté.' });
    await outbox.run();
  });

  const report = (n: number, status: InboundReceipt['status'], reason: string | null = null) => {
    const threadKeys = [`ref:mysendingbox:${provider.sent[n]!.id}`];
    return outbox.report(account, { type: 'receipt', threadKeys, status, recipient: null, reason, at: null });
  };
  const standing = async () => {
    const { state, sentAt } = await outbox.delivery(entryId);
    return { state, isPosted: sentAt !== null };
  };
  const comesBack = () =>
    outbox.as((tx) => markReturned(tx, outbox.ana, { caseId, entryId, why: 'unknown-at-address' }));

  it('that an agent saw come back has come back, whatever the provider tells later', async () => {
    expect(await standing()).toEqual({ state: 'handed-over', isPosted: false });
    await report(0, 'sent');
    expect(await standing()).toEqual({ state: 'sent', isPosted: true });
    await comesBack();
    for (const late of ['sent', 'delivered'] as const) {
      await report(0, late);
      const { state, reason } = await outbox.delivery(entryId);
      expect({ state, reason }).toEqual({ state: 'failed', reason: 'post.unknown-at-address' });
    }
    expect(await outbox.caseOf(caseId)).toMatchObject({ status: 'open', deliveryProblem: 'failed' });
  });

  it('is not posted by a word on the one before', async () => {
    await report(0, 'failed', 'mysendingbox.wrong-address');
    // The provider takes another order as a new one once it has forgotten the key of the first.
    provider.forgetKeys();
    await outbox.retry(caseId, entryId);
    await outbox.run();
    expect(provider.sent).toHaveLength(2);
    const before = await standing();
    expect(before.state).toBe('handed-over');
    await report(0, 'failed', 'mysendingbox.returned');
    expect(await standing()).toEqual(before);
    await report(1, 'sent');
    expect(await standing()).toEqual({ state: 'sent', isPosted: true });
  });
});

describe('a letter that we print', () => {
  it('and that came back has failed again where it is not to be posted once more after all', async () => {
    const printing = await outbox.connect('post', { provider: 'print' });
    const to = 'Zoé Martin\n14 rue des Glycines\n21000 DIJON';
    const entryId = await outbox.answer(caseId, { channelAccountId: printing, to, text: 'Accepté.' });
    outbox.pass(60);
    await outbox.run();
    const on = outbox.town.database.now.toLocaleDateString('sv-SE', { timeZone: 'Europe/Paris' });
    await outbox.as((tx) => markPosted(tx, outbox.ana, { entryIds: [entryId], on }));
    await outbox.as((tx) => markReturned(tx, outbox.ana, { caseId, entryId, why: 'refused' }));
    await outbox.retry(caseId, entryId);
    await outbox.run();
    expect((await outbox.delivery(entryId)).state).toBe('to-print');
    await outbox.as((tx) => cancelMessage(tx, outbox.ana, { caseId, entryId }));
    const { state, reason } = await outbox.delivery(entryId);
    expect({ state, reason }).toEqual({ state: 'failed', reason: 'post.refused' });
    expect((await outbox.entry(caseId, entryId)).delivery!.letter).toMatchObject({ pages: 1 });
    expect(await outbox.caseOf(caseId)).toMatchObject({ status: 'open', deliveryProblem: 'failed' });
  });

  it('was not posted before the day on which it was drawn, and never before that moment', async () => {
    const printing = await outbox.connect('post', { provider: 'print' });
    const to = 'Zoé Martin\n14 rue des Glycines\n21000 DIJON';
    const entryId = await outbox.answer(caseId, { channelAccountId: printing, to, text: 'Accepté.' });
    outbox.pass(60);
    await outbox.run();
    const { database } = outbox.town;
    const posted = (on: string) => outbox.as((tx) => markPosted(tx, outbox.ana, { entryIds: [entryId], on }));
    const drawn = new Date('2026-03-02T23:30:00Z');
    await database.execute(`update kept_letter set made_at = $2 where entry_id = $1`, [entryId, drawn]);
    // In Paris it was half past midnight.
    for (const early of ['1990-01-01', '2026-03-02'])
      await expect(posted(early)).rejects.toMatchObject({
        more: { errors: [{ path: 'on', reason: 'posted-before-drawn' }] },
      });
    const afternoon = new Date('2026-03-03T15:00:00Z');
    await database.execute(`update kept_letter set made_at = $2 where entry_id = $1`, [entryId, afternoon]);
    expect(await posted('2026-03-03')).toMatchObject({ marked: 1 });
    expect(await outbox.delivery(entryId)).toMatchObject({ state: 'sent', sentAt: afternoon });
  });
});

describe('a try that goes wrong', () => {
  it('in a way that nobody foresaw may have sent it: it is not sent again by itself', async () => {
    outbox.io.before = () => {
      throw new TypeError('x is not a function');
    };
    const id = await send('Bonjour');
    expect(await outbox.delivery(id)).toMatchObject({
      state: 'unknown',
      reason: expect.stringContaining('unexpected'),
    });
  });

  it('and one that goes well say so of the account together with what became of them', async () => {
    const other = await OtherSystem.start();
    const hook = await outbox.connect('webhook', other.config);
    const health = async () => (await outbox.accounts.byId(hook))?.health;
    await outbox.town.database.execute(`update channel_account set health = 'error' where id = $1`, [hook]);
    outbox.accounts.invalidate();
    expect(await health()).toBe('error');
    const id = await outbox.answer(caseId, { channelAccountId: hook, to: 'webhook:parking/99', text: 'Bonjour' });
    await outbox.run();
    expect((await outbox.delivery(id)).state).toBe('sent');
    expect(await health()).toBe('ok');
    await other.close();
  });

  it('is not repeated once its receiver has forgotten it', async () => {
    const instance = (await Mastodon.start()).connect({ accessToken: 'a-token' });
    const config = { instanceUrl: instance.url, accessToken: 'a-token', undoSeconds: 0 };
    const mastodon = await outbox.connect('mastodon', config);
    instance.write({ from: { acct: 'camille@social.example', name: 'Camille' }, text: 'Bonjour' });
    const to = '@camille@social.example';

    instance.fault.loseAnswers(1);
    const id = await outbox.answer(caseId, { channelAccountId: mastodon, to, text: 'Oui' });
    await outbox.run();
    expect((await outbox.delivery(id)).state).toBe('queued');
    outbox.pass(49 * 60);
    await outbox.run();
    expect((await outbox.delivery(id)).state).toBe('sent');

    instance.fault.loseAnswers(1);
    const late = await outbox.answer(caseId, { channelAccountId: mastodon, to, text: 'Non' });
    await outbox.run();
    outbox.pass(51 * 60);
    await outbox.run();
    expect((await outbox.delivery(late)).state).toBe('unknown');
    expect(instance.sent.map(({ text }) => text.replace(/^@\S+ /, ''))).toEqual(['Oui', 'Non']);
    await instance.close();
  });
});
