import { randomBytes } from 'node:crypto';
import {
  saveOrganisation,
  saveSignatureSettings,
  saveTeamSignature,
  setAnonymity,
  type Principal,
} from '@guichet/access';
import { caseDetail, timeline } from '@guichet/cases';
import { channels } from '@guichet/channels';
import { pageBefore } from '@guichet/chat';
import {
  Organisation,
  SignatureSettings,
  TeamSignature,
  TemplateContent,
  type MessageEntry,
  type PostMessage,
  type SetAnonymity,
} from '@guichet/contracts';
import { ChannelAccount, NotificationListener, type Tx } from '@guichet/database';
import { loadConfig, newId } from '@guichet/platform';
import { approveVersion, createTemplate, letterOfMessage, previewSignature, submitVersion } from '@guichet/templates';
import { from, receive, type Intake } from '../../../../test/support/receive-messages.js';
import { TestTown } from '../../../../test/support/test-town.js';
import { signAddressToken } from '../signed-address-token.js';
import { Accounts } from '../accounts/channel-accounts.js';
import { checkMessage } from '../disclosure/check-for-other-persons-data.js';
import { planReply } from './plan-reply.js';
import { caseSignature, signaturesFor } from './signature-list-and-case-signature.js';
import { reply } from './write-reply.js';

let town: TestTown;
let lea: Principal;
let head: Principal;
let root: Principal;
let team: string;
let mailbox: Intake;
let chat: Intake;
let accounts: Accounts;
let notificationListener: NotificationListener;

const as = <Result>(who: Principal, work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);

beforeAll(async () => {
  town = await TestTown.build();
  team = await town.team('État civil');
  lea = { ...(await town.agent('Léa Martin', [team])), jobTitle: 'Officier d’état civil' };
  head = await town.agent('Hélène Caron', [team], 'supervisor');
  head = { ...head, grants: head.grants.map((grant) => ({ ...grant, reach: 'own-teams' as const })) };
  root = await town.agent('Root', [], 'administrator');
  mailbox = await town.mailbox(team);
  chat = { id: newId(), kind: 'chat', teamId: team, conversation: true };
  const config = channels.chat.config.parse({ allowedOrigins: ['https://town.test'] }) as object;
  const account = { id: chat.id, kind: chat.kind, name: 'Chat', teamId: team, config, addresses: [], secrets: null };
  await town.database.source.getRepository(ChannelAccount).insert(account);
  notificationListener = new NotificationListener(town.database.url);
  accounts = new Accounts(town.database, town.keyring, loadConfig({}), notificationListener);
  const organisation = Organisation.parse({ name: 'Mairie de Valbourg', address: '1 place de la Mairie' });
  await as(root, (tx) => saveOrganisation(tx, root, organisation));
  await as(root, (tx) => saveSignatureSettings(tx, root, SignatureSettings.parse({})));
});
afterAll(async () => {
  await notificationListener.close();
  await town.close();
});

const question = async (): Promise<string> => {
  const address = `${newId().slice(-6)}@citizen.test`;
  return (await receive(town, mailbox, from('email', address, { name: 'Zoé', body: 'Bonjour, où aller ?' })))[0]!;
};
const planContext = (who: Principal) => ({
  ...{ reader: town.database, who, accounts, linkTo: town.linkTo, fileTexts: town.fileTexts },
});
async function send(caseId: string, wanted: Partial<PostMessage>, who = lea): Promise<MessageEntry> {
  const message = { text: '', attachmentIds: [], ...wanted };
  const plan = await planReply(planContext(who), caseId, message);
  await as(who, (tx) => reply({ tx, who, keyring: town.keyring }, caseId, { message, plan, seenVersion: null }));
  const { items } = await timeline(town.database, who, { caseId, query: { limit: 50 } });
  return items.findLast((entry): entry is MessageEntry => entry.kind === 'message')!;
}
const anonymous = (subject: { teamId: string } | { agentId: string }, wanted: SetAnonymity, who = head) =>
  as(who, (tx) => setAnonymity(tx, who, { subject, ...wanted }));
const named = () => anonymous({ agentId: lea.id }, { reason: null });

describe('a reply that an agent writes', () => {
  it('is signed by the server, and the timeline keeps what was added apart from what they wrote', async () => {
    const sent = await send(await question(), { text: 'Au guichet 4.', html: '<p>Au guichet 4.</p>' });

    expect(sent.segments).toEqual([
      { kind: 'visible', text: 'Au guichet 4.' },
      {
        kind: 'signature',
        text: '\n\n-- \nLéa Martin\nOfficier d’état civil\nÉtat civil\nMairie de Valbourg\n1 place de la Mairie',
      },
    ]);
    expect(sent.html).toMatch(/^<p>Au guichet 4\.<\/p><div data-signature lang="fr"><p>-- <br>Léa Martin<br>/);
    const { preview } = await caseDetail(town.database, lea, { id: sent.caseId });
    expect(preview).toBe('Au guichet 4.');
  });

  it('takes the block of the team of its case, in the language that the agent has chosen', async () => {
    const block = { service: { fr: 'Service de l’état civil', en: 'Civil registry' }, phone: '+33 3 80 00 00 41' };
    await as(head, (tx) => saveTeamSignature(tx, head, { teamId: team, wanted: TeamSignature.parse(block) }));

    const sent = await send(await question(), { text: 'At desk 4.', language: 'en' });

    expect(sent.segments[1]?.text).toContain(
      '\nCivil registry\nMairie de Valbourg\n1 place de la Mairie\n+33 3 80 00 00 41',
    );
    await as(head, (tx) => saveTeamSignature(tx, head, { teamId: team, wanted: TeamSignature.parse({}) }));
  });

  // Threats: A018.
  it('is previewed for the teams whose signature somebody manages, and for no other', async () => {
    const elsewhere = await town.team('Protection de l’enfance');
    const preview = (teamId: string) =>
      previewSignature(town.database, head, { teamId, anonymous: false, language: 'fr' });
    expect((await preview(team)).full.text).toContain('État civil');
    await expect(preview(elsewhere)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is in the language of the last message, as templates are, whatever the case began in', async () => {
    const caseId = await question();
    const languageNow = async () =>
      (await caseSignature({ reader: town.database, who: lea, accounts }, caseId, {})).language;
    expect(await languageNow()).toBe('fr');
    const threadKeys = [`reply:${signAddressToken(town.keyring, 'reply', caseId)}`];
    const body = 'Thank you very much. Could you please tell me which documents I have to bring with me?';
    await receive(town, mailbox, from('email', `${newId().slice(-6)}@citizen.test`, { body, threadKeys }));
    expect(await languageNow()).toBe('en');
    // What the agent has chosen stays.
    const chosen = await caseSignature({ reader: town.database, who: lea, accounts }, caseId, { language: 'fr' });
    expect(chosen.language).toBe('fr');
  });

  it('is not signed twice where the agent has signed it by hand, just so', async () => {
    const caseId = await question();
    const { text } = await caseSignature({ reader: town.database, who: lea, accounts }, caseId, {
      ...{ channelAccountId: mailbox.id, language: 'fr' },
    });

    const sent = await send(caseId, { text: `Au guichet 4.\r\n${text.replaceAll('\n', '\r\n')}` });

    expect(sent.segments.map(({ kind }) => kind)).toEqual(['visible']);
  });

  it('is not signed where nobody has set signatures up, and in a chat only where the organisation wants it', async () => {
    const visitor = `visitor:${randomBytes(16).toString('base64url')}`;
    const caseId = (await receive(town, chat, from('visitor', visitor, { name: 'Zoé', body: 'Bonjour ?' })))[0]!;
    expect((await send(caseId, { text: 'Bonjour.' })).segments).toHaveLength(1);
    const settings = SignatureSettings.parse({ accounts: [{ channelAccountId: chat.id, form: 'short' }] });
    await as(root, (tx) => saveSignatureSettings(tx, root, settings));

    expect((await send(caseId, { text: 'Voilà.' })).segments[1]).toEqual({
      ...{ kind: 'signature', text: '\nLéa Martin, État civil, Mairie de Valbourg' },
    });

    await town.database.execute(`delete from setting where key = 'signatures'`);
    expect((await send(caseId, { text: 'Et voilà.' })).segments).toHaveLength(1);
    await as(root, (tx) => saveSignatureSettings(tx, root, SignatureSettings.parse({})));
  });

  it('is no finding of the check by what stands in the blocks, also where the agent writes it out', async () => {
    const block = TeamSignature.parse({ phone: '+33 3 80 00 00 41', mail: 'etat-civil@valbourg.test' });
    const caseId = await question();
    const text = 'Appelez le 03 80 00 00 41 ou écrivez à etat-civil@valbourg.test.';
    const check = () => checkMessage(planContext(lea), caseId, { text });
    await receive(
      town,
      mailbox,
      from('email', 'etat-civil@valbourg.test', { name: 'Service', body: 'Notre 03 80 00 00 41' }),
    );
    expect(await check()).not.toEqual([]);

    await as(head, (tx) => saveTeamSignature(tx, head, { teamId: team, wanted: block }));

    expect(await check()).toEqual([]);
    await as(head, (tx) => saveTeamSignature(tx, head, { teamId: team, wanted: TeamSignature.parse({}) }));
  });
});

describe('a mail of a citizen that has our signature in it', () => {
  it('is shown below it, though their mail program quotes without a mark', async () => {
    const sent = await send(await question(), { text: 'Au guichet 4.' });
    const [, ours] = sent.segments;
    const below = '\nJe viens mardi matin. Merci.';
    const threadKeys = [`reply:${signAddressToken(town.keyring, 'reply', sent.caseId)}`];
    const segments = [
      { kind: 'visible' as const, text: 'Au guichet 4.' },
      { kind: 'signature' as const, text: `${ours!.text}\n${below}` },
    ];
    await receive(town, mailbox, from('email', 'x@citizen.test', { name: 'Zoé', threadKeys, segments }));

    const { items } = await timeline(town.database, lea, { caseId: sent.caseId, query: { limit: 50 } });
    expect(items.findLast(({ kind }) => kind === 'message')).toMatchObject({
      segments: [segments[0], { kind: 'quoted', text: `${ours!.text}\n` }, { kind: 'visible', text: below }],
    });
  });
});

describe('a reply from a template', () => {
  const content = (signature: string) =>
    TemplateContent.parse({
      blocks: [
        { kind: 'facts', full: 'Au guichet 4.' },
        { kind: 'signature', full: signature, short: '' },
      ],
    });
  async function approved(signature: string): Promise<string> {
    const meta = { title: 'Guichet', intention: '', sectorId: null, tags: [], validFrom: null, validUntil: null };
    const wanted = { ...meta, language: 'fr' as const, content: content(signature) };
    const id = await as(root, (tx) => createTemplate(tx, root, wanted));
    const which = { language: 'fr', number: 1 } as const;
    await as(root, (tx) => submitVersion(tx, root, { id, which }));
    await as(root, (tx) => approveVersion(tx, root, { approved: [], id, which }));
    return id;
  }

  it('is signed by its template, unless the agent has deleted that, or the template does not sign', async () => {
    const signing = await approved('{{ agent_name }}, {{ service }}');
    const silent = await approved('');

    expect((await send(await question(), { templateId: signing })).segments).toEqual([
      { kind: 'visible', text: 'Au guichet 4.\n\nLéa Martin, État civil' },
    ]);
    const deleted = await send(await question(), { templateId: signing, text: 'Au guichet 4.' });
    expect(deleted.segments[1]?.text).toContain('-- \nLéa Martin');
    const unsigned = await send(await question(), { templateId: silent });
    expect(unsigned.segments[1]?.text).toContain('-- \nLéa Martin');
    expect(unsigned.provenance).toMatchObject({ verbatim: true, added: '' });
  });

  it('does not say the name of an agent who is anonymous', async () => {
    const signing = await approved('{{ agent_name }}, {{ service }}');
    await anonymous({ agentId: lea.id }, { reason: 'Menaces' });

    const sent = await send(await question(), { templateId: signing });

    expect(JSON.stringify({ ...sent, actor: null })).not.toMatch(/Martin/);
    expect(sent.text).toMatch(/Agent \d+, État civil$/);
    await named();
  });
});

describe('an agent who is anonymous', () => {
  it('is a number in what citizens get: in signature, chat and letter; and by name in the timeline', async () => {
    const visitor = `visitor:${randomBytes(16).toString('base64url')}`;
    const chatCase = (await receive(town, chat, from('visitor', visitor, { name: 'Zoé', body: 'Bonjour ?' })))[0]!;
    await send(chatCase, { text: 'Avant.' });
    await anonymous({ agentId: lea.id }, { reason: 'Menaces' });

    const sent = await send(await question(), { text: 'Au guichet 4.', html: '<p>Au guichet 4.</p>' });
    await send(chatCase, { text: 'Après.' });

    expect(sent).toMatchObject({ actor: { name: 'Léa Martin' }, signedAs: expect.stringMatching(/^Agent \d+$/) });
    expect(sent.text).toContain(`-- \n${sent.signedAs}\nOfficier d’état civil\nÉtat civil\n`);
    await town.database.execute(`update delivery set state = 'sent', sent_at = now()`);
    const handles = [{ type: 'visitor' as const, value: visitor }];
    const seen = await pageBefore(town.database, { channelAccountId: chat.id, handles });
    expect(seen.messages.map(({ author }) => author)).toEqual(['', sent.signedAs, sent.signedAs]);
    const letter = await letterOfMessage(town.database, lea, { caseId: sent.caseId, entryId: sent.id });
    expect(letter).toMatchObject({ agentName: sent.signedAs, isSigned: true });
    const shown = JSON.stringify([sent.segments, sent.html, sent.subject, seen, letter]);
    expect(shown).not.toMatch(/Martin/);
    expect(shown).not.toMatch(/"-- /);

    await named();
    const after = await pageBefore(town.database, { channelAccountId: chat.id, handles });
    // What was sent without a name stays so.
    expect(after.messages.map(({ author }) => author)).toEqual(['', 'Léa Martin', sent.signedAs]);
  });

  it('may not write their name by habit', async () => {
    await anonymous({ teamId: team }, { reason: 'Menaces' });
    const caseId = await question();

    const habit = send(caseId, { text: 'Au guichet 4.', html: '<p>Au guichet 4.</p><p>LEA <b>Martin</b></p>' });

    await expect(habit).rejects.toMatchObject({ more: { errors: [{ path: 'html', reason: 'author-anonymous' }] } });
    await anonymous({ teamId: team }, { reason: null });
    expect((await send(caseId, { text: 'Léa Martin' })).text).toContain('Léa Martin');
  });

  it('was made so by somebody who manages their team, with a reason, which is kept for good', async () => {
    const other = await town.team('Voirie');
    const stranger = await town.agent('Paul', [other]);

    await anonymous({ teamId: team }, { reason: 'Menaces du 3 mai' });
    await anonymous({ teamId: team }, { reason: 'Menaces renouvelées' });
    await anonymous({ teamId: team }, { reason: null }, root);

    await expect(anonymous({ agentId: stranger.id }, { reason: 'x' })).rejects.toMatchObject({ code: 'not-found' }); // prettier-ignore
    await expect(anonymous({ teamId: other }, { reason: 'x' })).rejects.toMatchObject({ code: 'not-found' }); // prettier-ignore
    await expect(anonymous({ agentId: lea.id }, { reason: 'x' }, lea)).rejects.toMatchObject({ code: 'not-permitted' }); // prettier-ignore
    const { anonymities, teams, agents } = await signaturesFor(town.database, head, accounts);
    expect([teams.map(({ name }) => name), agents.map(({ name }) => name)]).toEqual([
      ['État civil'],
      ['Hélène Caron', 'Léa Martin'],
    ]);
    expect(anonymities.filter(({ reason }) => reason.includes('Menaces '))).toMatchObject([
      { name: 'État civil', reason: 'Menaces renouvelées', setBy: 'Hélène Caron', endedBy: 'Root' },
      { name: 'État civil', reason: 'Menaces du 3 mai', setBy: 'Hélène Caron', endedBy: 'Hélène Caron' },
    ]);
    const events = await town.database.query<{ data: object }>(
      `select data from event where type = 'anonymity.changed' and data ->> 'reason' like 'Menaces %' order by id`,
    );
    expect(events.map(({ data }) => data)).toMatchObject([
      { teamId: team, agentId: null, anonymous: true, reason: 'Menaces du 3 mai' },
      { teamId: team, agentId: null, anonymous: true, reason: 'Menaces renouvelées' },
      { teamId: team, agentId: null, anonymous: false, reason: 'Menaces renouvelées' },
    ]);
  });
});
