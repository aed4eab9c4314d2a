import { ChannelError } from '@guichet/channels';
import type { MessageEntry } from '@guichet/contracts';
import { ChannelAccount } from '@guichet/database';
import { OtherSystem } from '../../../../test/providers/generic-webhook-system.js';
import { openCase } from '../../../../test/support/open-case.js';
import { Outbox } from '../../../../test/support/delivery-outbox.js';
import { MailSink } from '../../../../test/support/mail-sink.js';
import { setAccountHealth } from '../accounts/account-health-and-changed-event.js';
import { composeMessage } from './compose-message.js';
import { attachmentIdOf } from './attached-or-linked-files.js';
import { cancelMessage, sendNow } from './cancel-send-now-retry.js';

let outbox: Outbox;
let sink: MailSink;
let other: OtherSystem;
let mailbox: string;
let hook: string;

beforeAll(async () => {
  [outbox, sink, other] = await Promise.all([Outbox.open(), MailSink.open(), OtherSystem.start()]);
  const outbound = { host: '127.0.0.1', port: sink.port, secure: false };
  mailbox = await outbox.connect('email', {
    address: 'contact@town.test',
    inbound: { smtp: true },
    outbound,
    undoSeconds: 0,
  });
  hook = await outbox.connect('webhook', other.config);
});
afterAll(async () => {
  await outbox?.close();
  await sink?.close();
  await other?.close();
});

const answer = (
  caseId: string,
  { text, to = `${text}@citizen.test`, sendAt }: { text: string; to?: string; sendAt?: string },
) => outbox.answer(caseId, { channelAccountId: mailbox, to, text, sendAt });
const inSeconds = (seconds: number) => new Date(outbox.town.database.now.getTime() + seconds * 1000).toISOString();
const stateOf = async (caseId: string, entryId: string): Promise<MessageEntry['delivery']> =>
  (await outbox.entry(caseId, entryId)).delivery;
const receivedBy = (address: string) => sink.mails.filter(({ envelope }) => envelope.to.includes(address));
const healthOf = (id: string) => outbox.town.database.source.getRepository(ChannelAccount).findOneByOrFail({ id });
const newCase = (subject: string) => openCase(outbox.town, outbox.ana, subject);

describe('deliveries', () => {
  it('leave in the order of their case', async () => {
    const caseId = await newCase('Order');
    for (const n of [1, 2, 3, 4, 5]) await answer(caseId, { text: `Order ${n}`, to: 'order@citizen.test' });
    await outbox.run();
    expect(receivedBy('order@citizen.test').map(({ raw }) => /Order (\d)\r?\n?\s*$/.exec(raw.trim())?.[1])).toEqual([
      '1',
      '2',
      '3',
      '4',
      '5',
    ]);
  });

  it('that are meant for a later day keep no other waiting', async () => {
    const caseId = await newCase('Later');
    const later = await answer(caseId, { text: 'tomorrow', sendAt: inSeconds(86_400) });
    const now = await answer(caseId, { text: 'today' });
    await outbox.run();
    expect((await stateOf(caseId, now))?.status).toBe('sent');
    expect((await stateOf(caseId, later))?.status).toBe('scheduled');
  });

  // Threats: D03.
  it('that were interrupted by a death are sent again under the same identity', async () => {
    const caseId = await newCase('Death');
    const entryId = await answer(caseId, { text: 'again' });
    await outbox.run();
    await outbox.town.database.execute(`update delivery set state = 'sending' where entry_id = $1`, [entryId]);
    await outbox.run();
    const copies = receivedBy('again@citizen.test');
    expect(copies).toHaveLength(2);
    expect(new Set(copies.map(({ headers }) => headers.get('message-id'))).size).toBe(1);
    expect((await stateOf(caseId, entryId))?.status).toBe('sent');
  });

  it('that one of two recipients refused go, when retried, only to who has not got them', async () => {
    const caseId = await newCase('Partial');
    sink.refuseRecipient = (address) => address === 'no@citizen.test';
    const entryId = await outbox.answer(caseId, {
      channelAccountId: mailbox,
      to: ['yes@citizen.test', 'no@citizen.test'],
      text: 'partial',
    });
    await outbox.run();
    expect(await stateOf(caseId, entryId)).toMatchObject({
      status: 'failed',
      recipients: [{ address: 'no@citizen.test', status: 'failed' }],
    });
    expect(await outbox.caseOf(caseId)).toMatchObject({ status: 'open', deliveryProblem: 'failed' });

    sink.refuseRecipient = null;
    await outbox.retry(caseId, entryId);
    await outbox.run();
    expect(receivedBy('yes@citizen.test')).toHaveLength(1);
    expect(receivedBy('no@citizen.test')).toHaveLength(1);
    expect(await stateOf(caseId, entryId)).toMatchObject({ status: 'sent', recipients: [] });
  });

  it('that are taken back leave the question open', async () => {
    const caseId = await newCase('Recall');
    const entryId = await answer(caseId, { text: 'never', sendAt: inSeconds(3600) });
    expect((await outbox.caseOf(caseId)).status).toBe('waiting');
    // Not by a colleague, who needs a permission for it.
    const colleague = { ...outbox.ana, id: '01900000-0000-7000-8000-000000000000' };
    await expect(outbox.as((tx) => cancelMessage(tx, colleague, { caseId, entryId }))).rejects.toMatchObject({
      code: 'not-permitted',
    });
    await outbox.as((tx) => cancelMessage(tx, outbox.ana, { caseId, entryId }));
    expect(await outbox.caseOf(caseId)).toMatchObject({ status: 'open', preview: '' });
    await outbox.run();
    expect(receivedBy('never@citizen.test')).toEqual([]);
  });

  it('are sent now by their author alone while these can undo them, and by colleagues where they are for later', async () => {
    const slow = await outbox.connect('webhook', { ...other.config, undoSeconds: 30 });
    const bob = await outbox.town.agent('Bob', [outbox.team]);
    const caseId = await newCase('Undo delay');
    const reply = (text: string, sendAt?: string) =>
      outbox.answer(caseId, { channelAccountId: slow, to: 'webhook:parking/7', text, ...(sendAt && { sendAt }) });
    const soon = await reply('soon');
    await expect(outbox.as((tx) => sendNow(tx, bob, { caseId, entryId: soon }))).rejects.toMatchObject({
      code: 'conflict',
      more: { reason: 'undo-of-colleague' },
    });
    expect((await stateOf(caseId, soon))?.status).toBe('scheduled');
    await outbox.as((tx) => sendNow(tx, outbox.ana, { caseId, entryId: soon }));
    const later = await reply('later', inSeconds(3600));
    await outbox.as((tx) => sendNow(tx, bob, { caseId, entryId: later }));
    await outbox.run();
    expect((await stateOf(caseId, soon))?.status).toBe('sent');
    expect((await stateOf(caseId, later))?.status).toBe('sent');
  });

  it('wait for those before them by the same account only, and can be taken back while they wait', async () => {
    const caseId = await newCase('Outage');
    other.fault.outage = true;
    const waiting = await outbox.answer(caseId, { channelAccountId: hook, to: 'webhook:parking/99', text: 'waiting' });
    await outbox.run();
    const behind = await outbox.answer(caseId, { channelAccountId: hook, to: 'webhook:parking/99', text: 'behind' });
    const aside = await answer(caseId, { text: 'aside' });
    await outbox.run();
    other.fault.outage = false;
    expect((await stateOf(caseId, waiting))?.status).toBe('queued');
    expect((await stateOf(caseId, behind))?.status).toBe('scheduled');
    expect((await stateOf(caseId, aside))?.status).toBe('sent');

    await outbox.as((tx) => cancelMessage(tx, outbox.ana, { caseId, entryId: waiting }));
    await outbox.run();
    expect((await stateOf(caseId, waiting))?.status).toBe('canceled');
    expect((await stateOf(caseId, behind))?.status).toBe('sent');
  });

  it('of which something may have left cannot be taken back', async () => {
    const caseId = await newCase('Lost answer');
    outbox.io.before = () => {
      throw new ChannelError('No answer', { retryable: true, uncertain: true });
    };
    const entryId = await outbox.answer(caseId, { channelAccountId: hook, to: 'webhook:parking/99', text: 'maybe' });
    await outbox.run();
    outbox.io.before = null;
    expect((await stateOf(caseId, entryId))?.status).toBe('queued');
    const taken = outbox.as((tx) => cancelMessage(tx, outbox.ana, { caseId, entryId }));
    await expect(taken).rejects.toMatchObject({ code: 'already-sent' });
  });

  // Threats: L07.
  it('that leave show that an account works again, unless reading is what fails', async () => {
    const down = (isOfSending: boolean) =>
      outbox.as((tx) => setAccountHealth(tx, mailbox, { state: 'error', reason: 'email.refused', isOfSending }));
    const healthAfter = async (text: string) => {
      outbox.accounts.invalidate();
      await answer(await newCase('Mended'), { text });
      await outbox.run();
      return (await healthOf(mailbox)).health;
    };
    await down(false);
    expect(await healthAfter('reading-fails')).toBe('error');
    await down(true);
    expect(await healthAfter('sending-failed')).toBe('ok');
  });

  it('do not leave for whoever has said STOP, not even when tried again', async () => {
    const caseId = await newCase('Stop');
    const from = { type: 'account', value: 'webhook:parking/7', verified: true } as const;
    const said = (given: boolean, word: string) =>
      outbox.report(hook, { type: 'consent', from, given, word, at: outbox.town.database.now });
    const entryId = await outbox.answer(caseId, {
      channelAccountId: hook,
      to: from.value,
      text: 'Pour plus tard',
      sendAt: inSeconds(3600),
    });
    await said(false, 'ARRÊT');
    outbox.pass(3700);
    for (const again of [false, true]) {
      if (again) await outbox.retry(caseId, entryId);
      await outbox.run();
      const reason = 'channel.opted-out {"word":"ARRÊT"}';
      expect(await stateOf(caseId, entryId)).toMatchObject({ status: 'failed', reason });
      expect(await outbox.caseOf(caseId)).toMatchObject({ status: 'open', deliveryProblem: 'failed' });
    }
    await said(true, 'START');
    await outbox.retry(caseId, entryId);
    await outbox.run();
    expect(await stateOf(caseId, entryId)).toMatchObject({ status: 'sent', reason: null });
    expect(await outbox.caseOf(caseId)).toMatchObject({ deliveryProblem: null });
  });

  it('have links that are good for a month from when they leave', async () => {
    const caseId = await newCase('Links');
    const entryId = await outbox.answer(caseId, {
      channelAccountId: hook,
      to: 'webhook:parking/99',
      text: 'Voici',
      sendAt: inSeconds(40 * 86_400),
    });
    const { database, keyring } = outbox.town;
    await database.execute(
      `insert into attachment (id, digest, name, type, size, entry_id, case_id) values (gen_random_uuid(), 'd', 'plan.pdf', 'application/pdf', 200000000, $1, $2)`,
      [entryId, caseId],
    );
    const delivery = {
      ...(await outbox.delivery(entryId)),
      teamId: outbox.team,
      optOutWord: null,
      isWithdrawn: false,
      authorMayNot: false,
      knownFaults: 0,
      namesAnonymous: false,
    };
    const { text } = await composeMessage(
      { reader: database, keyring, blobs: outbox.blobs, publicUrl: 'https://town.test' },
      {
        account: (await outbox.accounts.byId(hook))!,
        callbackUrl: null,
        delivery,
        parts: { sent: [], record: async () => undefined },
      },
    );
    const token = text.split('/').at(-1)!;
    const inDays = (days: number) => new Date(database.now.getTime() + days * 86_400_000);
    expect(attachmentIdOf(keyring, token, inDays(65))).not.toBeNull();
    expect(attachmentIdOf(keyring, token, inDays(75))).toBeNull();
  });
});
