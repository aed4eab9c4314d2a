import type { InboundReceipt } from '@guichet/channels';
import type { DeliveryStatus } from '@guichet/contracts';
import { eventually } from '../../../../test/support/eventually.js';
import { openCase } from '../../../../test/support/open-case.js';
import type { Outbox } from '../../../../test/support/delivery-outbox.js';
import { smsOutbox } from '../../../../test/support/sms-outbox.js';
import type { Twilio } from '../../../../test/providers/twilio.js';
import { signAddressToken } from '../signed-address-token.js';
import { applyEarlyReports, applyOrKeepReport } from './match-provider-reports.js';

const ZOE = { type: 'phone', value: '+33639981201', verified: true } as const;

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
  caseId = await openCase(outbox.town, outbox.ana, 'Crèche');
});

const mailSettings = (address: string) => ({
  address,
  inbound: { smtp: true },
  outbound: { host: '127.0.0.1', port: 1, secure: false },
  undoSeconds: 60,
});
const send = async (text: string) => {
  const id = await outbox.answer(caseId, { channelAccountId: sms, to: ZOE.value, text });
  await outbox.run();
  return id;
};
const receipt = (threadKeys: string[], status: InboundReceipt['status'], more: Partial<InboundReceipt> = {}) =>
  outbox.report(sms, { type: 'receipt', threadKeys, status, recipient: null, reason: null, at: null, ...more });
const sidOf = (text: string) => `ref:${twilio.sent.find(({ body }) => body === text)!.sid}`;
const stateOf = async (entryId: string): Promise<DeliveryStatus> => (await outbox.delivery(entryId)).state;
const problem = async () => (await outbox.caseOf(caseId)).deliveryProblem;
const now = () => outbox.town.database.now;

describe('an answer that was being sent when the server stopped', () => {
  it('is of unknown fate, and its case says so; what is receipt of it settles that', async () => {
    const id = await send('Mourir');
    await outbox.town.database.execute(`update delivery set state = 'sending' where entry_id = $1`, [id]);
    await outbox.run();
    expect(await outbox.delivery(id)).toMatchObject({
      state: 'unknown',
      reason: 'channel.interrupted',
    });
    expect(await outbox.caseOf(caseId)).toMatchObject({ status: 'open', deliveryProblem: 'unknown' });

    await receipt([sidOf('Mourir')], 'delivered');
    expect(await stateOf(id)).toBe('delivered');
    expect(await problem()).toBeNull();
  });
});

describe('a receipt that comes while the outcome of the attempt is being recorded', () => {
  it('waits for it, and is of that message', async () => {
    const id = await send('En même temps');
    const { database, keyring } = outbox.town;
    const sid = sidOf('En même temps').slice('ref:'.length);
    for (const table of ['message', 'message_part'])
      await database.execute(`update ${table} set external_id = gen_random_uuid() where entry_id = $1`, [id]);
    const accounts = await outbox.accounts.all();
    const origin = { keyring, account: accounts.find((one) => one.id === sms)!, receivedAt: now() };
    const unsaid = { recipient: null, reason: null, at: null };
    const receipt: InboundReceipt = { type: 'receipt', threadKeys: [`ref:${sid}`], status: 'delivered', ...unsaid };
    const isWaiting = `select 1 from pg_locks l join pg_database d on d.oid = l.database
      where d.datname = current_database() and l.locktype = 'advisory' and not l.granted`;

    const [known, asked] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const recording = database.write({ kind: 'system', name: 'Delivery' }, async (tx) => {
      await tx.query(`update message set external_id = $2 where entry_id = $1`, [id, sid]);
      await applyEarlyReports(tx, { keyring, accounts }, [sid]);
      known.resolve();
      await asked.promise;
    });
    await known.promise;
    const reporting = database.write({ kind: 'system', name: 'Intake' }, (tx) =>
      applyOrKeepReport(tx, origin, receipt),
    );
    await eventually(async () => expect(await database.query(isWaiting)).toHaveLength(1));
    asked.resolve();
    await recording;
    expect(await reporting).toBe(true);
    expect(await stateOf(id)).toBe('delivered');
  });
});

describe('a receipt from another account', () => {
  it('says nothing of a message where its provider calls only for that account', async () => {
    const id = await send('À nous');
    const other = await outbox.connect('webhook', {
      outboundUrl: 'https://other.test/',
      secret: 'a secret of another system',
    });
    const unsaid = { recipient: null, reason: null, at: null };
    const threadKeys = [sidOf('À nous')];
    const failed: InboundReceipt = { type: 'receipt', threadKeys, status: 'failed', ...unsaid };
    expect(await outbox.report(other, failed)).toBe(false);
    expect(await stateOf(id)).toBe('sent');
    expect(await outbox.report(sms, failed)).toBe(true);
    expect(await stateOf(id)).toBe('failed');
  });

  it('is believed where it comes as a mail to another mailbox, though not of other messages than mail', async () => {
    const mailbox = (address: string) => outbox.connect('email', mailSettings(address));
    const [contact, abuse] = [await mailbox('contact@town.test'), await mailbox('abuse@town.test')];
    const message = await send('Par SMS');
    const text = 'Par courriel';
    const mail = await outbox.answer(caseId, { channelAccountId: contact, to: 'zoe@citizen.test', text });
    const complaint = (entryId: string) =>
      outbox.report(abuse, {
        type: 'complaint',
        threadKeys: [`bounce:${signAddressToken(outbox.town.keyring, 'bounce', entryId)}`],
        recipient: null,
      });
    expect([await complaint(mail), await complaint(message)]).toEqual([true, false]);
  });
});

describe('a watermark', () => {
  const read = (at: Date) => receipt([], 'read', { upTo: { handle: ZOE, at } });

  it('is of what had left by then, and of nothing else', async () => {
    const before = await send('Avant');
    const at = now();
    outbox.pass(1);
    const after = await send('Après');
    twilio.fault.loseAnswers(1);
    const lost = await send('Perdu');
    await read(at);
    expect([await stateOf(before), await stateOf(after), await stateOf(lost)]).toEqual(['read', 'sent', 'unknown']);
    outbox.pass(1);
    await read(now());
    expect([await stateOf(after), await stateOf(lost)]).toEqual(['read', 'unknown']);

    // What bears our token and a name of theirs has left.
    const token = signAddressToken(outbox.town.keyring, 'bounce', lost);
    await receipt([`bounce:${token}`], 'sent', { externalId: 'SM-learned' });
    expect(await stateOf(lost)).toBe('sent');
    await receipt(['ref:SM-learned'], 'delivered');
    expect(await stateOf(lost)).toBe('delivered');
  });
});

describe('a watermark that is quicker than the answer of the provider', () => {
  it('counts once the message has left, and not if it did not', async () => {
    outbox.io.before = () => receipt([], 'delivered', { upTo: { handle: ZOE, at: now() } });
    try {
      expect(await stateOf(await send('Vite'))).toBe('delivered');
      twilio.fault.rejectNext({ code: 21211 });
      expect(await stateOf(await send('Refusé'))).toBe('failed');
    } finally {
      outbox.io.before = null;
    }
  });
});

describe('what is wrong with a case', () => {
  it('is not made good by a word about another answer, but by what is written after it', async () => {
    await send('Un');
    await send('Deux');
    await receipt([sidOf('Un')], 'failed', { reason: 'The phone is off' });
    expect(await problem()).toBe('failed');
    await receipt([sidOf('Deux')], 'delivered');
    expect(await problem()).toBe('failed');
    outbox.pass(1);
    await send('Trois');
    expect(await problem()).toBeNull();
  });
});

describe('consent', () => {
  const say = (given: boolean, at: Date | null, receivedAt = now()) =>
    outbox.report(sms, { type: 'consent', from: ZOE, given, word: given ? 'START' : 'STOP', at }, receivedAt);
  const given = async () => {
    const [row] = await outbox.town.database.query<{ given: boolean }>(
      `select given from consent where channel_account_id = $1`,
      [sms],
    );
    return row!.given;
  };
  const day = (n: number) => new Date(Date.UTC(2026, 0, n));
  const words = async () => {
    const { items } = await outbox.timeline(caseId);
    return items.flatMap((entry) =>
      entry.kind === 'activity' && entry.activity.type === 'consent' ? [entry.activity.word] : [],
    );
  };

  // Threats: L07.
  it('is the last word, in the order they were said; the same word again is news to nobody', async () => {
    await send('Bonjour');
    await say(false, day(1));
    await say(false, day(3));
    await say(true, day(2));
    expect(await given()).toBe(false);
    expect(await words()).toEqual(['STOP']);
    // A receipt without a time counts from its arrival.
    await say(true, null, day(4));
    await say(false, null, day(2));
    expect(await given()).toBe(true);
    expect(await words()).toEqual(['STOP', 'START']);
  });
});
