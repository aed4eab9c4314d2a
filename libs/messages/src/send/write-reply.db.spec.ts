import { randomBytes } from 'node:crypto';
import type { Principal } from '@guichet/access';
import {
  addNote,
  caseDetail,
  commentDraft,
  createCaseField,
  createCaseType,
  draftsOf,
  mergeCase,
  moveEntries,
  saveDraft,
  setCaseFields,
  sharedDraft,
  shareDraft,
  shownEntry,
  takeOverDraft,
  timeline,
  undoMove,
  updateCase,
} from '@guichet/cases';
import { channels } from '@guichet/channels';
import { CreateCaseField, type PostContact, type PostMessage } from '@guichet/contracts';
import { Attachment, ChannelAccount, ChatVisitor, NotificationListener, type Tx } from '@guichet/database';
import { loadConfig, newId } from '@guichet/platform';
import { from, receive, type Intake } from '../../../../test/support/receive-messages.js';
import { TestTown } from '../../../../test/support/test-town.js';
import { Accounts } from '../accounts/channel-accounts.js';
import { recordContact } from '../receive/record-call-visit-or-letter.js';
import { purgeMessages } from '../purge-expired-rows.js';
import { continueByMail } from './continue-chat-by-mail.js';
import { cancelMessage } from './cancel-send-now-retry.js';
import { planReply } from './plan-reply.js';
import { reply } from './write-reply.js';
import { signAddressToken } from '../signed-address-token.js';

let town: TestTown;
let ana: Principal;
let bob: Principal;
let mailbox: Intake;
let chat: Intake;
let accounts: Accounts;
let notificationListener: NotificationListener;

beforeAll(async () => {
  town = await TestTown.build();
  const team = await town.team('Mairie');
  [ana, bob] = [await town.agent('Ana', [team]), await town.agent('Bob', [team])];
  mailbox = await town.mailbox(team);
  chat = { id: newId(), kind: 'chat', teamId: team, conversation: true };
  const config = channels.chat.config.parse({ allowedOrigins: ['https://town.test'] }) as object;
  const account = { id: chat.id, kind: chat.kind, name: 'Chat', teamId: team, config, addresses: [], secrets: null };
  await town.database.source.getRepository(ChannelAccount).insert(account);
  notificationListener = new NotificationListener(town.database.url);
  accounts = new Accounts(town.database, town.keyring, loadConfig({}), notificationListener);
});
afterAll(async () => {
  await notificationListener.close();
  await town.close();
});

const as = <Result>(who: Principal, work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
const write = async (address: string, body: string, caseId?: string) => {
  const threadKeys = caseId ? [`reply:${signAddressToken(town.keyring, 'reply', caseId)}`] : [];
  return (await receive(town, mailbox, from('email', address, { name: 'Zoé', body, threadKeys })))[0]!;
};
const versionOf = async (id: string) => (await caseDetail(town.database, bob, { id })).version;
const firstOf = async (id: string) =>
  (await timeline(town.database, bob, { caseId: id, query: { limit: 1 } })).items[0]!.id;
async function answer(caseId: string, seenVersion: number | null, who = ana): Promise<string> {
  const wanted: PostMessage = { text: 'Oui', attachmentIds: [] };
  const plan = await planReply(
    { reader: town.database, who, accounts, linkTo: town.linkTo, fileTexts: town.fileTexts },
    caseId,
    wanted,
  );
  return as(who, (tx) => reply({ tx, who, keyring: town.keyring }, caseId, { message: wanted, plan, seenVersion }));
}
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => null,
    ({ code, more }: { code: string; more: { data: { changes?: object[] } } }) => ({ code, ...more.data }),
  );

/** A visitor who asks, is answered, and has gone. */
async function leftChat(question: string): Promise<{ caseId: string; entryId: string }> {
  const value = `visitor:${randomBytes(16).toString('base64url')}`;
  const caseId = (await receive(town, chat, from('visitor', value, { name: 'Zoé', body: question })))[0]!;
  const visitor = {
    channelAccountId: chat.id,
    handle: `visitor:${value}`,
    email: 'zoe@citizen.test',
    hereUntil: new Date(0),
  };
  await town.database.source.getRepository(ChatVisitor).insert(visitor);
  const entryId = await answer(caseId, null);
  await town.database.execute(`update delivery set state = 'sent', sent_at = now() where entry_id = $1`, [entryId]);
  return { caseId, entryId };
}

describe('an answer that was begun', () => {
  it('is not written by whoever may not see the case, though a colleague has planned it', async () => {
    const id = await write('stranger@citizen.test', 'Question');
    const cleo = await town.agent('Cleo', [await town.team('Voirie')]);
    const wanted: PostMessage = { text: 'Non', attachmentIds: [] };
    const context = { reader: town.database, who: ana, accounts, linkTo: town.linkTo, fileTexts: town.fileTexts };
    const plan = await planReply(context, id, wanted);
    const written = as(cleo, (tx) =>
      reply({ tx, who: cleo, keyring: town.keyring }, id, { message: wanted, plan, seenVersion: null }),
    );
    await expect(written).rejects.toMatchObject({ code: 'not-found' });
  });

  it('before others wrote, is shown what they wrote, and leaves once that was seen', async () => {
    const id = await write('a@citizen.test', 'Question');
    const seen = await versionOf(id);
    await as(ana, (tx) => addNote(tx, ana, { caseId: id, note: { text: 'mine', mentions: [] } }));
    await as(bob, (tx) => addNote(tx, bob, { caseId: id, note: { text: 'theirs', mentions: [] } }));
    const version = await versionOf(id);
    expect(await refusal(answer(id, seen))).toMatchObject({
      code: 'case-changed',
      version,
      changes: [{ text: 'theirs' }],
    });
    expect(await refusal(answer(id, version))).toBeNull();
  });

  it('by a token, leaves for the very version that was seen: what the token itself wrote since counts, too', async () => {
    const id = await write('token@citizen.test', 'Question');
    const seen = await versionOf(id);
    await as(ana, (tx) => addNote(tx, ana, { caseId: id, note: { text: 'mine', mentions: [] } }));
    const program: Principal = { ...ana, session: null, scopes: ['cases:write'] };
    const version = await versionOf(id);
    expect(await refusal(answer(id, seen, program))).toMatchObject({ code: 'case-changed', version, changes: [] });
    expect(await refusal(answer(id, version, program))).toBeNull();
  });

  it('for a version that is still to come, is refused whoever sends it', async () => {
    const id = await write('future@citizen.test', 'Question');
    const version = await versionOf(id);
    expect(await refusal(answer(id, version + 1))).toMatchObject({ code: 'case-changed', version });
    expect(await refusal(answer(id, 999, { ...ana, session: null, scopes: ['cases:write'] }))).not.toBeNull();
  });

  it('meant for a time that has passed leaves at once, as any other', async () => {
    const id = await write('past@citizen.test', 'Question');
    const message = { text: 'Oui', attachmentIds: [], sendAt: '2020-01-01T00:00:00Z' };
    const context = { reader: town.database, who: ana, accounts, linkTo: town.linkTo, fileTexts: town.fileTexts };
    const plan = await planReply(context, id, message);
    const request = { message, plan, seenVersion: null };
    const entryId = await as(ana, (tx) => reply({ tx, who: ana, keyring: town.keyring }, id, request));
    const rows = await town.database.query(
      `select d.due_at >= e.at as "afterUndo", d.scheduled_for as "scheduledFor"
       from delivery d join timeline_entry e on e.id = d.entry_id where d.entry_id = $1`,
      [entryId],
    );
    expect(rows).toEqual([{ afterUndo: true, scheduledFor: null }]);
  });

  it('before a colleague filled in a field of the case, which a template may say, is shown that', async () => {
    const root = await town.agent('Root', [], 'administrator');
    const { id: caseTypeId } = await as(root, (tx) => createCaseType(tx, root, { name: 'Permis' }));
    const wanted = CreateCaseField.parse({ kind: 'text', label: { fr: 'Numéro', en: 'Number' } });
    const { key } = await as(root, (tx) => createCaseField(tx, root, { caseTypeId, wanted }));
    const id = await write('f@citizen.test', 'Question');
    await as(ana, (tx) => updateCase(tx, ana, { id, wanted: { caseTypeId } }));
    const seen = await versionOf(id);

    await as(bob, (tx) => setCaseFields(tx, bob, { caseId: id, changes: [{ key, value: 'PC 21' }] }));

    expect(await refusal(answer(id, seen))).toMatchObject({
      code: 'case-changed',
      changes: [{ activity: { type: 'fields' } }],
    });
    expect(await refusal(answer(id, await versionOf(id)))).toBeNull();
  });

  it('before something was moved in, is shown what came, wherever it lies in time', async () => {
    const other = await write('b@citizen.test', 'Came first');
    const id = await write('b@citizen.test', 'Question');
    const seen = await versionOf(id);
    await as(bob, (tx) => mergeCase(tx, bob, { fromId: other, intoId: id }));
    expect((await timeline(town.database, ana, { caseId: id, query: { limit: 9 } })).items).toMatchObject([
      { text: 'Came first' },
      {},
      {},
    ]);
    expect(await refusal(answer(id, seen))).toMatchObject({
      code: 'case-changed',
      changes: [{ text: 'Came first' }, { activity: { type: 'moved', how: 'merged' } }],
    });
    expect(await refusal(answer(id, await versionOf(id)))).toBeNull();
  });

  it('before what it answers was moved away, or came back, is told so', async () => {
    const [id, other] = [await write('c@citizen.test', 'Question'), await write('d@citizen.test', 'Other')];
    for (const text of ['One', 'Two', 'Three']) await write('c@citizen.test', text, id);
    const seen = await versionOf(id);
    const { moveId } = await as(bob, async (tx) =>
      moveEntries(tx, bob, { fromId: id, wanted: { entryIds: [await firstOf(id)], intoId: other } }),
    );
    expect(await refusal(answer(id, seen))).toMatchObject({
      changes: [{ activity: { type: 'moved', direction: 'out' } }],
    });
    const without = await versionOf(id);
    await as(bob, (tx) => undoMove(tx, bob, { caseId: id, moveId }));
    expect(await refusal(answer(id, without))).toMatchObject({
      changes: [{ text: 'Question' }, { activity: { type: 'move-undone' } }],
    });
  });
});

describe('an approved message', () => {
  const NOTICE = { name: 'plan', language: 'fr', headerFile: 'image' as const, text: 'Le plan.' };
  const PLAIN = { name: 'rappel', language: 'fr', text: 'Écrivez-nous.' };
  let whatsappId: string;
  let caseId: string;

  beforeAll(async () => {
    whatsappId = newId();
    const app = { accessToken: 'EAAG-a-token', appSecret: 'the secret of an app', verifyToken: 'a phrase of ours' };
    const config = channels.whatsapp.config.parse({
      phoneNumberId: '100000000000009',
      ...app,
      templates: [NOTICE, PLAIN],
    });
    const account = { id: whatsappId, kind: 'whatsapp' as const, name: 'WhatsApp', teamId: mailbox.teamId };
    await town.database.source
      .getRepository(ChannelAccount)
      .insert({ ...account, config: config as object, addresses: [], secrets: null });
    accounts.invalidate();
    caseId = await write('zoe-plan@citizen.test', 'Où est-ce ?');
  });

  const upload = async (name: string, type: string, size = 1000) => {
    const id = newId();
    const { digest } = await town.blobs.put(Buffer.from(name));
    await town.database.source.getRepository(Attachment).insert({
      ...{ id, digest, name, type, size, inline: false, entryId: null, caseId: null },
      ...{ uploadedBy: ana.id, createdAt: new Date() },
    });
    return id;
  };
  const planning = () => ({
    reader: town.database,
    who: ana,
    accounts,
    linkTo: town.linkTo,
    fileTexts: town.fileTexts,
  });
  const approvedMessage = ({ name, language }: typeof PLAIN): PostMessage => ({
    ...{ text: '', attachmentIds: [], channelAccountId: whatsappId, to: ['+33639981207'] },
    acknowledged: ['new-recipient:+33639981207'],
    providerTemplate: { name, language, values: [] },
  });
  const plan = (attachmentIds: string[], asLinkIds: string[] = [], approved: typeof PLAIN = NOTICE) =>
    planReply(planning(), caseId, { ...approvedMessage(approved), attachmentIds, asLinkIds }).then(
      () => null,
      (error: { more?: { errors?: { reason: string }[] } }) => error.more?.errors?.map(({ reason }) => reason) ?? error,
    );

  it('that begins with an image leaves with one, and is refused with any other file before it is written', async () => {
    const image = await upload('plan.png', 'image/png');
    expect(await plan([image])).toBeNull();
    expect(await plan([])).toEqual(['header-file-needed']);
    expect(await plan([image, await upload('notice.pdf', 'application/pdf')])).toEqual(['header-file-single']);
    expect(await plan([image], [image])).toEqual(['header-file-unfit']);
    expect(await plan([await upload('seul.pdf', 'application/pdf')])).toEqual(['header-file-unfit']);
    expect(await plan([await upload('grand.png', 'image/png', 6 * 1024 * 1024)])).toEqual(['header-file-unfit']);
    expect(await plan([await upload('autre.tiff', 'image/tiff')])).toEqual(['header-file-unfit']);
  });

  it('of words alone leaves without files, and is refused with one rather than losing it', async () => {
    const image = await upload('plan.png', 'image/png');
    expect(await plan([], [], PLAIN)).toBeNull();
    expect(await plan([image], [], PLAIN)).toEqual(['files-not-carried']);
    expect(await plan([image], [image], PLAIN)).toEqual(['files-not-carried']);
    expect(await plan([image, image], [], PLAIN)).toEqual(['files-not-carried']);
  });

  it('leaves what was begun beside it as a draft', async () => {
    const draft = { mode: 'reply' as const, text: 'Bonjour Zoé,', html: null, attachmentIds: [], mentions: [] };
    await as(ana, (tx) => saveDraft(tx, ana, { caseId, draft }));
    const message = approvedMessage(PLAIN);
    const planned = await planReply(planning(), caseId, message);
    await as(ana, (tx) =>
      reply({ tx, who: ana, keyring: town.keyring }, caseId, { message, plan: planned, seenVersion: null }),
    );
    expect((await draftsOf(town.database, ana, caseId)).draft).toMatchObject({ text: 'Bonjour Zoé,' });
  });
});

describe('a draft', () => {
  const begun = { html: null, attachmentIds: [], mentions: [] };
  const draftsAfter = async (send: (caseId: string) => Promise<unknown>) => {
    const caseId = await write('zoe@citizen.test', `Bonjour ${newId()}`);
    for (const draft of [
      { ...begun, mode: 'reply' as const, text: 'Ou\n' },
      { ...begun, mode: 'note' as const, text: 'À voir\u00a0:' },
    ])
      await as(ana, (tx) => saveDraft(tx, ana, { caseId, draft }));
    await send(caseId);
    const { draft, noteDraft } = await draftsOf(town.database, ana, caseId);
    return [draft?.text, noteDraft?.text];
  };

  it('goes with the reply or the note that it was the beginning of', async () => {
    expect(await draftsAfter((caseId) => answer(caseId, null))).toEqual([undefined, 'À voir\u00a0:']);
    const note = { text: 'À  voir : avec Bob', mentions: [] };
    expect(await draftsAfter((caseId) => as(ana, (tx) => addNote(tx, ana, { caseId, note })))).toEqual([
      'Ou\n',
      undefined,
    ]);
  });

  it('that was shared is shared no more, and again where the reply is cancelled; the reply names who else has written in it', async () => {
    const caseId = await write('zoe@citizen.test', `Bonjour ${newId()}`);
    await as(bob, (tx) => saveDraft(tx, bob, { caseId, draft: { ...begun, mode: 'reply', text: 'Ou' } }));
    await as(bob, (tx) => shareDraft(tx, bob, caseId));
    await as(ana, (tx) => takeOverDraft(tx, ana, { caseId }));
    const seen = await versionOf(caseId);
    await as(bob, (tx) => commentDraft(tx, bob, { caseId, note: { text: 'Non, pas ce montant', mentions: [] } }));

    await expect(answer(caseId, seen)).rejects.toMatchObject({ code: 'case-changed' });
    const entryId = await answer(caseId, await versionOf(caseId));

    const sent = await shownEntry(town.database, ana, { caseId, entryId });
    expect(sent).toMatchObject({ actor: { name: ana.name }, draftedBy: [bob.name] });
    expect((await caseDetail(town.database, ana, { id: caseId })).sharedDraft).toBeNull();
    await as(ana, (tx) => cancelMessage(tx, ana, { caseId, entryId }));
    expect(await sharedDraft(town.database, bob, caseId)).toMatchObject({
      ...{ draft: { text: 'Oui' }, writer: { name: ana.name }, coAuthors: [bob.name] },
      comments: [{ text: 'Non, pas ce montant' }],
    });
  });

  it('that was shared is kept until the reply cannot be cancelled any more, and for a day', async () => {
    const caseId = await write('zoe@citizen.test', `Bonjour ${newId()}`);
    await as(ana, (tx) => saveDraft(tx, ana, { caseId, draft: { ...begun, mode: 'reply', text: 'Oui' } }));
    await as(ana, (tx) => shareDraft(tx, ana, caseId));
    const entryId = await answer(caseId, await versionOf(caseId));
    const isKept = async (days: number, status: string) => {
      await town.database.execute(`update delivery set state = $2 where entry_id = $1`, [entryId, status]);
      const { clock } = town.database;
      town.database.clock = () => new Date(Date.now() + days * 86_400_000);
      await purgeMessages(town.database, town.blobs, { kind: 'system', name: 'Purge' });
      town.database.clock = clock;
      return (await town.database.query(`select 1 from shared_draft where sent_entry_id = $1`, [entryId])).length > 0;
    };

    expect(await isKept(0, 'sent')).toBe(true);
    expect(await isKept(9, 'scheduled')).toBe(true);
    expect(await isKept(2, 'sent')).toBe(false);
  });

  it('stays where something else is sent, as it was begun since', async () => {
    const note = { text: 'Oui', mentions: [] };
    expect(await draftsAfter((caseId) => as(ana, (tx) => addNote(tx, ana, { caseId, note })))).toEqual([
      'Ou\n',
      'À voir\u00a0:',
    ]);
    expect(
      await draftsAfter(async (caseId) => {
        const draft = { ...begun, mode: 'reply' as const, text: 'Et encore' };
        await as(ana, (tx) => saveDraft(tx, ana, { caseId, draft }));
        await answer(caseId, null);
      }),
    ).toEqual(['Et encore', 'À voir\u00a0:']);
  });
});

describe('a case that nobody has', () => {
  it('goes to whoever answers, unless their roles let them have none', async () => {
    const [grant] = bob.grants;
    const permissions = grant!.permissions.filter((one) => !['case.update', 'case.assign', 'case.close'].includes(one));
    const [taken, left] = [await write('first@citizen.test', 'Un'), await write('second@citizen.test', 'Deux')];
    await answer(taken, null);
    await answer(left, null, { ...bob, grants: [{ ...grant!, permissions }] });
    const holders = [taken, left].map(async (id) => (await caseDetail(town.database, ana, { id })).assignee?.name);
    expect(await Promise.all(holders)).toEqual(['Ana', undefined]);
  });
});

describe('a case that was merged', () => {
  it('is not answered, and nothing is written down or taken back there', async () => {
    const [gone, kept] = [await write('e@citizen.test', 'A'), await write('e@citizen.test', 'B')];
    const held = await answer(gone, null);
    await as(bob, (tx) => mergeCase(tx, bob, { fromId: gone, intoId: kept }));
    const contact = { channel: 'phone', direction: 'in', text: 'Lost', attachmentIds: [] } satisfies PostContact;
    for (const work of [
      () => answer(gone, null),
      () => as(ana, (tx) => recordContact(tx, ana, { caseId: gone, contact })),
      () => as(ana, (tx) => cancelMessage(tx, ana, { caseId: gone, entryId: held })),
    ])
      expect(await refusal(work())).toMatchObject({ code: 'conflict', intoId: kept });
    await as(ana, (tx) => cancelMessage(tx, ana, { caseId: kept, entryId: held }));
  });

  it('leaves it to the other to go on by mail with who has left a chat', async () => {
    const [one, two] = [await leftChat('A'), await leftChat('B')];
    const goOn = () => continueByMail({ database: town.database, accounts, keyring: town.keyring }, one.entryId);
    await town.commitWhenBlocked(ana, (tx) => mergeCase(tx, ana, { fromId: one.caseId, intoId: two.caseId }), goOn);
    const { items } = await timeline(town.database, ana, { caseId: two.caseId, query: { limit: 20 } });
    expect(items.at(-1)).toMatchObject({ channel: 'email', flags: ['continued'], to: [{ value: 'zoe@citizen.test' }] });
  });
});

describe('a case that another team has handed over with a summary', () => {
  it('shows it no longer once somebody of its team has answered, be it not somebody else', async () => {
    const schools = await town.team('Écoles');
    const [cem, sue] = [await town.agent('Cem', [schools]), await town.agent('Sue', [], 'supervisor')];
    const caseId = await write('zoe.handed@citizen.test', 'Un lampadaire ?');
    await as(sue, (tx) => updateCase(tx, sue, { id: caseId, wanted: { teamId: schools, summary: 'À appeler.' } }));
    const handover = async () => (await caseDetail(town.database, sue, { id: caseId })).handover;

    await answer(caseId, null, sue);
    expect(await handover()).toMatchObject({ summary: 'À appeler.' });
    await answer(caseId, null, cem);
    expect(await handover()).toBeNull();
  });
});
