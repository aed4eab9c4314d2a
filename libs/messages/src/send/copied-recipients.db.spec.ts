import { caseDetail, timeline } from '@guichet/cases';
import type { Authentication, PostMessage, SenderWarning } from '@guichet/contracts';
import { Outbox } from '../../../../test/support/delivery-outbox.js';
import { MailSink } from '../../../../test/support/mail-sink.js';
import { receive, type Intake } from '../../../../test/support/receive-messages.js';
import { mail, type MessageChanges } from '../../../../test/support/test-town.js';
import { checkMessage } from '../disclosure/check-for-other-persons-data.js';
import { planReply } from './plan-reply.js';
import { reply } from './write-reply.js';

const DESK = 'contact@town.test';
const email = (value: string) => ({ type: 'email' as const, value, name: '', verified: false });

let outbox: Outbox;
let sink: MailSink;
let account: Intake;
let people = 0;

beforeAll(async () => {
  [outbox, sink] = await Promise.all([Outbox.open(), MailSink.open()]);
  const config = {
    ...{ address: DESK, inbound: { smtp: true }, undoSeconds: 0 },
    outbound: { host: '127.0.0.1', port: sink.port, secure: false },
  };
  account = { id: await outbox.connect('email', config), kind: 'email', teamId: outbox.team };
  await outbox.town.database.execute(`update channel_account set addresses = $2 where id = $1`, [account.id, [DESK]]);
  outbox.accounts.invalidate();
});
afterAll(async () => {
  await outbox?.close();
  await sink?.close();
});
afterEach(() => {
  sink.refuseRecipient = null;
});

/** A case that a citizen has opened by mail. */
async function opened(changes: MessageChanges = {}) {
  people += 1;
  const citizen = `zoe-${people}@citizen.test`;
  const [caseId] = await receive(outbox.town, account, mail(citizen, changes));
  return { caseId: caseId!, citizen };
}

async function answer(
  caseId: string,
  recipients: Pick<PostMessage, 'to' | 'cc' | 'bcc'>,
  text = 'Oui.',
): Promise<string> {
  const { town, accounts, ana, as } = outbox;
  const all = [recipients.to, recipients.cc, recipients.bcc].flatMap((list) => list ?? []);
  const acknowledged = all.flatMap((address) => [`new-recipient:${address}`, `other-citizen-copied:${address}`]);
  const wanted: PostMessage = { ...recipients, text, attachmentIds: [], channelAccountId: account.id, acknowledged };
  const context = { reader: town.database, who: ana, accounts, linkTo: town.linkTo, fileTexts: town.fileTexts };
  const plan = await planReply(context, caseId, wanted);
  return as((tx) =>
    reply({ tx, who: ana, keyring: town.keyring }, caseId, { message: wanted, plan, seenVersion: null }),
  );
}

const check = async (caseId: string, message: Parameters<typeof checkMessage>[2]) => {
  const { town, accounts, ana } = outbox;
  const context = { reader: town.database, who: ana, accounts, fileTexts: town.fileTexts };
  return (await checkMessage(context, caseId, { channelAccountId: account.id, ...message })).map(({ key, data }) => [key, data['toOthers'] ?? 'no']); // prettier-ignore
};

const messagesOf = async (caseId: string) =>
  (await timeline(outbox.town.database, outbox.ana, { caseId, query: { limit: 50 } })).items.flatMap((entry) =>
    entry.kind === 'message' ? [entry] : [],
  );

const judged = (verdict: Authentication['verdict'], warnings: SenderWarning[] = []): Authentication => ({
  ...{ verdict, warnings, domain: 'citizen.test', source: 'checked' },
  ...{ spf: 'none', dkim: 'none', dmarc: 'none', arc: 'none' },
});

/** The answer of somebody who got the last mail of ours. */
function answerTo(sent: (typeof sink.mails)[number], from: string, name: string) {
  const token = /\+r([a-z2-7]{42})@/.exec(sent.headers.get('reply-to') ?? '')![1]!;
  const ref = `ref:${(sent.headers.get('message-id') ?? '').replace(/[<>]/g, '')}`;
  const message = mail(from, { body: 'Je réponds.', threadKeys: [`reply:${token}`, ref] });
  return { ...message, from: { ...message.from!, name } };
}

describe('a hidden copy of a reply', () => {
  it('reaches its recipient, is named in nothing that anybody gets, and is shown to agents', async () => {
    const { caseId, citizen } = await opened();
    await answer(caseId, { to: [citizen], cc: ['paul@durand.test'], bcc: ['maire@elus.test'] });
    await outbox.run();

    const sent = sink.mails.filter(({ envelope }) => envelope.to.includes('maire@elus.test'));
    expect(sent.map(({ envelope }) => envelope.to)).toEqual([[citizen, 'paul@durand.test', 'maire@elus.test']]);
    expect(sent[0]!.raw).not.toContain('maire@elus.test');
    expect(sent[0]!.headers.get('cc')).toContain('paul@durand.test');
    expect((await messagesOf(caseId)).at(-1)).toMatchObject({
      ...{ to: [{ value: citizen }], cc: [{ value: 'paul@durand.test' }], bcc: [{ value: 'maire@elus.test' }] },
    });
  });

  it('is for whoever is not named otherwise, and is sent again where it alone was refused', async () => {
    const { caseId, citizen } = await opened();
    sink.refuseRecipient = (address) => address === 'maire@elus.test';
    const entryId = await answer(caseId, { to: [citizen], bcc: [citizen, 'maire@elus.test'] });
    await outbox.run();
    expect((await messagesOf(caseId)).at(-1)).toMatchObject({ bcc: [{ value: 'maire@elus.test' }], delivery: { status: 'failed' } }); // prettier-ignore

    sink.refuseRecipient = null;
    await outbox.retry(caseId, entryId);
    await outbox.run();
    expect(sink.mails.at(-1)!.envelope.to).toEqual(['maire@elus.test']);
    expect(sink.mails.at(-1)!.raw).not.toContain('maire@elus.test');
  });

  it('makes nobody part of the correspondence: their answer is marked as that of somebody else', async () => {
    const { caseId, citizen } = await opened();
    await answer(caseId, { to: [citizen], bcc: ['discret@elus.test'] });
    await outbox.run();
    const { participants } = await caseDetail(outbox.town.database, outbox.ana, { id: caseId });
    expect(participants.map(({ value }) => value)).toEqual([citizen]);

    expect(await receive(outbox.town, account, answerTo(sink.mails.at(-1)!, 'discret@elus.test', 'Discret'))).toEqual([caseId]); // prettier-ignore
    expect((await messagesOf(caseId)).at(-1)).toMatchObject({ from: { name: 'Discret' }, flags: ['third-party'] });
  });
});

describe('somebody who gets a copy', () => {
  it('answers in the case, as themselves', async () => {
    const { caseId, citizen } = await opened();
    await answer(caseId, { to: [citizen], cc: ['avocate@barreau.test'] });
    await outbox.run();
    const answered = answerTo(sink.mails.at(-1)!, 'avocate@barreau.test', 'Maître Roy');
    expect(await receive(outbox.town, account, answered)).toEqual([caseId]);

    const last = (await messagesOf(caseId)).at(-1)!;
    expect(last).toMatchObject({ from: { value: 'avocate@barreau.test', name: 'Maître Roy' }, flags: [] });
    expect(last.actor).toMatchObject({ kind: 'citizen', name: 'Maître Roy' });
    expect((await caseDetail(outbox.town.database, outbox.ana, { id: caseId })).citizen).not.toMatchObject({ name: 'Maître Roy' }); // prettier-ignore
  });

  it('learns what the citizen wrote of themselves only where the agent says that is right, be it by a hidden copy', async () => {
    const body = 'Je suis diabétique, mon compte est FR76 3000 6000 0112 3456 7890 189.';
    const { caseId, citizen } = await opened({ body });
    const text = 'Votre diabète ne change rien, nous payons sur FR76 3000 6000 0112 3456 7890 189.';
    expect(await check(caseId, { to: [citizen], text })).toEqual([]);
    const found = [
      ['new-recipient:lea@roy.test', 'no'],
      [expect.stringMatching(/^sensitive-number:/), 'true'],
      [expect.stringMatching(/^health:/), 'true'],
    ];
    expect(await check(caseId, { to: [citizen], cc: ['lea@roy.test'], text })).toEqual(found);
    expect(await check(caseId, { to: [citizen], bcc: ['lea@roy.test'], text })).toEqual(found);
  });

  it('is no stranger where the citizen has written to them, too', async () => {
    const lawyer = email(`avocat-${people}@barreau.test`);
    const { caseId, citizen } = await opened({ body: 'Je suis diabétique.', cc: [lawyer], authentication: judged('authenticated') }); // prettier-ignore
    expect(await check(caseId, { to: [citizen], cc: [lawyer.value], text: 'Votre diabète…' })).toEqual([]);
  });

  it.each([
    ['is forged', judged('failed')],
    ['nothing proves', judged('unauthenticated')],
    ['nobody could check', judged('unknown')],
    ['nobody has checked', undefined],
    ['imitates somebody', judged('authenticated', [{ reason: 'name-of-agent', name: 'Ana' }])],
  ])('is a stranger where only a mail names them that %s', async (_, authentication) => {
    const { caseId, citizen } = await opened({ cc: [email('intrus@durand.test')], ...(authentication && { authentication }) }); // prettier-ignore
    const found = await check(caseId, { to: [citizen], cc: ['intrus@durand.test'], text: 'Bonjour' });
    expect(found).toContainEqual(['new-recipient:intrus@durand.test', 'no']);
  });

  it('is somebody else where they are known as that, be it that the citizen has written to them', async () => {
    const other = await opened();
    const { caseId, citizen } = await opened({ cc: [email(other.citizen)], authentication: judged('authenticated') });
    const found = await check(caseId, { to: [citizen], cc: [other.citizen], text: 'Bonjour' });
    expect(found).toContainEqual([`other-citizen-copied:${other.citizen}`, 'no']);
  });
});

describe('whom a reply to all would reach', () => {
  const othersIn = async (changes: MessageChanges) => {
    const { caseId, citizen } = await opened(changes);
    const { replyTo } = await caseDetail(outbox.town.database, outbox.ana, { id: caseId });
    return { citizen, others: replyTo!.others.map(({ value }) => value) };
  };

  it('are those to whom the citizen has written, but neither we nor an address that nobody reads', async () => {
    const { others } = await othersIn({
      to: [email(DESK), email('fils@citizen.test'), email('no-reply@shop.test')],
      cc: [email('avocate@barreau.test'), email('fils@citizen.test'), email('list-request@asso.test')],
    });
    expect(others).toEqual(['fils@citizen.test', 'avocate@barreau.test']);
  });

  it('is nobody where the mail came by a list, or the citizen has named themselves alone', async () => {
    expect((await othersIn({ cc: [email('habitants@listes.test')], unanswerable: 'mailing-list' })).others).toEqual([]);
    const self = `zoe-${people + 1}@citizen.test`;
    expect(await othersIn({ cc: [email(self)] })).toEqual({ citizen: self, others: [] });
  });
});
