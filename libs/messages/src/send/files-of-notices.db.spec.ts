import { updateTeam } from '@guichet/access';
import { TemplateContent, type PostMessage } from '@guichet/contracts';
import { Attachment } from '@guichet/database';
import { newId } from '@guichet/platform';
import { approveVersion, createTemplate, submitVersion } from '@guichet/templates';
import type { Twilio } from '../../../../test/providers/twilio.js';
import type { Outbox } from '../../../../test/support/delivery-outbox.js';
import { openCase } from '../../../../test/support/open-case.js';
import { smsOutbox } from '../../../../test/support/sms-outbox.js';
import { planReply } from './plan-reply.js';
import { reply } from './write-reply.js';

let outbox: Outbox;
let twilio: Twilio;
let sms: string;
let templateId: string;

beforeAll(async () => {
  ({ outbox, twilio, sms } = await smsOutbox());
  const root = await outbox.town.agent('Root', [], 'administrator');
  const content = TemplateContent.parse({ blocks: [{ kind: 'facts', full: 'La copie de vos données est prête.' }] });
  const meta = { title: 'Accès', intention: '', sectorId: null, tags: [], validFrom: null, validUntil: null };
  const write = outbox.as;
  templateId = await write((tx) => createTemplate(tx, root, { ...meta, language: 'fr', content }));
  const version = { id: templateId, which: { language: 'fr', number: 1 } } as const;
  await write((tx) => submitVersion(tx, root, version));
  await write((tx) => approveVersion(tx, root, { approved: [], ...version }));
});
afterAll(async () => {
  await outbox?.close();
  await twilio?.close();
});

async function fileOfAgent(name: string): Promise<string> {
  const { town, ana } = outbox;
  const id = newId();
  const { digest } = await town.blobs.put(Buffer.from(name));
  await town.database.source.getRepository(Attachment).insert({
    ...{ id, digest, name, type: 'text/plain', size: 187, inline: false, entryId: null, caseId: null },
    ...{ uploadedBy: ana.id, createdAt: new Date() },
  });
  return id;
}

/** Sends the template with a file to a telephone. Returns the text that arrives there, and the entry. */
async function sendWithFile(to: string, wanted: Partial<PostMessage> = {}): Promise<{ sms: string; entryId: string }> {
  const { town, ana, accounts } = outbox;
  const caseId = await openCase(town, ana, 'Mes données');
  const attachmentIds = [await fileOfAgent('rsa-refuse.txt')];
  const message: PostMessage = {
    ...{ text: '', templateId, language: 'fr', attachmentIds, channelAccountId: sms, to: [to] },
    ...{ acknowledged: [`new-recipient:${to}`], ...wanted },
  };
  const context = { reader: town.database, who: ana, accounts, linkTo: town.linkTo, fileTexts: town.fileTexts };
  const plan = await planReply(context, caseId, message);
  const entryId = await outbox.as((tx) =>
    reply({ tx, who: ana, keyring: town.keyring }, caseId, { message, plan, seenVersion: null }),
  );
  await outbox.run();
  return { sms: twilio.sent.find((one) => one.to === to)!.body, entryId };
}

describe('a reply with a file by SMS', () => {
  it('leads to the file by a link of its own while its text may be read', async () => {
    const { sms: text } = await sendWithFile('+33639981231');
    expect(text).toContain('La copie de vos données est prête.');
    expect(text).toMatch(/rsa-refuse\.txt\nhttp\S+\/portal\/files\/\S+$/);
  });

  // The name of a file tells the matter as much as the text does.
  it('of a confidential team is a notice and its link: neither the name of the file nor its address', async () => {
    const root = await outbox.town.agent('Head', [], 'administrator');
    await outbox.as((tx) => updateTeam(tx, root, { id: outbox.team, wanted: { confidential: true } }));

    const { sms: text, entryId } = await sendWithFile('+33639981232');

    expect(text).toMatch(/^[^\n]*une réponse vous attend [^\n]*\/portal\/replies\/\S+$/i);
    expect(text).not.toMatch(/rsa|portal\/files/);
    const { data } = await outbox.town.database
      .query<{ data: { attachments: { name: string; asLink?: boolean }[] } }>(
        `select data from timeline_entry where id = $1`,
        [entryId],
      )
      .then(([row]) => row!);
    expect(data.attachments).toMatchObject([{ name: 'rsa-refuse.txt', asLink: true }]);
  });
});
