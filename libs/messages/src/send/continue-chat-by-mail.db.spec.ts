import { saveCase } from '@guichet/cases';
import { Attachment, Case, ChatVisitor, Delivery } from '@guichet/database';
import { newId } from '@guichet/platform';
import { openCase } from '../../../../test/support/open-case.js';
import { Outbox } from '../../../../test/support/delivery-outbox.js';
import { MailSink } from '../../../../test/support/mail-sink.js';
import { continueByMail } from './continue-chat-by-mail.js';
import { queueMessage } from './queue-message.js';

let outbox: Outbox;
let sink: MailSink;
let chat: string;

beforeAll(async () => {
  [outbox, sink] = await Promise.all([Outbox.open(), MailSink.open()]);
  const outbound = { host: '127.0.0.1', port: sink.port, secure: false };
  await outbox.connect('email', { address: 'contact@town.test', inbound: { smtp: true }, outbound, undoSeconds: 0 });
  chat = await outbox.connect('chat', { mailAfterMinutes: 5, undoSeconds: 0 });
});
afterAll(async () => {
  await outbox?.close();
  await sink?.close();
});

/** An answer, in a new case, to a visitor who has left their address and gone. */
async function unseen(visitor: string, email: string): Promise<string> {
  const caseId = await openCase(outbox.town, outbox.ana, 'Chat');
  const to = { type: 'visitor', value: `visitor:${visitor.padEnd(22, '0')}`, verified: true } as const;
  const account = (await outbox.accounts.byId(chat))!;
  const repo = outbox.town.database.source.getRepository(ChatVisitor);
  await repo.upsert({ channelAccountId: chat, handle: `${to.type}:${to.value}`, email, hereUntil: new Date(0) }, [
    'channelAccountId',
    'handle',
  ]);
  const dueAt = outbox.town.database.now;
  const message = { to: [to], cc: [], subject: '', text: `À ${email}`, html: null, attachments: [], flags: [], dueAt };
  const entryId = await outbox.as(async (tx) => {
    const item = await tx.repo(Case).findOneByOrFail({ id: caseId });
    const id = await queueMessage(tx, { keyring: outbox.town.keyring, item, account, actor: tx.actor }, message);
    await saveCase(tx, item);
    return id;
  });
  await outbox.run();
  return entryId;
}
const continued = (entryId: string) =>
  continueByMail({ database: outbox.town.database, accounts: outbox.accounts, keyring: outbox.town.keyring }, entryId);
const jobsOf = async (entryId: string) =>
  outbox.town.database.query<{ run_at: Date }>(`select run_at from graphile_worker.jobs where key = $1`, [
    `continue-by-mail:${entryId}`,
  ]);

describe('a chat that goes on by mail', () => {
  it('has links to the files that no mail takes', async () => {
    const entryId = await unseen('files', 'zoe@citizen.test');
    const { caseId } = await outbox.town.database.source.getRepository(Delivery).findOneByOrFail({ entryId });
    const file = { id: newId(), digest: 'd', name: 'plan.pdf', type: 'application/pdf', size: 25_000_000 };
    await outbox.town.database.source.getRepository(Attachment).insert({ ...file, entryId, caseId });
    await continued(entryId);
    await outbox.run();
    const mail = sink.mails.find(({ envelope }) => envelope.to.includes('zoe@citizen.test'));
    expect(mail?.raw).toMatch(/plan\.pdf\r?\n.*\/portal\/files\//);
  });

  // Threats: L03. It would come back as a mail of the visitor, and be answered again.
  it.each(['contact@town.test', 'contact+news@town.test', 'no-reply@shop.test'])(
    'does not where a visitor has given %s as theirs',
    async (email) => {
      await outbox.town.database.execute(
        `update channel_account set addresses = '{contact@town.test}' where kind = 'email'`,
      );
      const before = sink.mails.length;
      await continued(await unseen(`own-${email.length}`, email));
      await outbox.run();
      expect(sink.mails).toHaveLength(before);
    },
  );

  it('does so tomorrow where it was too much for today', async () => {
    const email = 'ali@citizen.test';
    const mails = () => sink.mails.filter(({ envelope }) => envelope.to.includes(email)).length;
    const ids = [];
    for (let n = 0; n < 11; n += 1) ids.push(await unseen(`visitor-${n}`, email));
    for (const id of ids) await continued(id);
    await outbox.run();
    expect(mails()).toBe(10);
    const [job] = await jobsOf(ids.at(-1)!);
    const tomorrow = outbox.town.database.now.getTime() + 23 * 3_600_000;
    expect(job!.run_at.getTime()).toBeGreaterThan(tomorrow);

    outbox.pass(25 * 3600);
    await continued(ids.at(-1)!);
    await outbox.run();
    expect(mails()).toBe(11);
  });
});
