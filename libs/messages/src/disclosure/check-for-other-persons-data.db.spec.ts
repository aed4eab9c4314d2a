import { organisationOf, saveOrganisation, updateTeam, type Principal } from '@guichet/access';
import { addNote, caseDetail, linkCase, mergeCase } from '@guichet/cases';
import { Organisation, type CheckMessage, type MessageEntry, type PostMessage } from '@guichet/contracts';
import { ReplyPage, Attachment, ChannelAccount, NotificationListener, type Tx } from '@guichet/database';
import { loadConfig, newId } from '@guichet/platform';
import { documentOf } from '../../../../test/support/documents.js';
import { indexNow } from '../../../../test/support/index-now.js';
import { openCase } from '../../../../test/support/open-case.js';
import { from, receive } from '../../../../test/support/receive-messages.js';
import { TestTown } from '../../../../test/support/test-town.js';
import { Accounts } from '../accounts/channel-accounts.js';
import { checkMessage } from './check-for-other-persons-data.js';
import { fileLink } from '../send/attached-or-linked-files.js';
import { planReply } from '../send/plan-reply.js';
import { reply } from '../send/write-reply.js';
import { signAddressToken } from '../signed-address-token.js';

let town: TestTown;
let ana: Principal;
let root: Principal;
let mailbox: Awaited<ReturnType<TestTown['mailbox']>>;
/** Of a team whose cases Ana does not see. */
let shelter: Awaited<ReturnType<TestTown['mailbox']>>;
let telegram: string;
let accounts: Accounts;
let notificationListener: NotificationListener;

beforeAll(async () => {
  town = await TestTown.build();
  const [team, social] = [await town.team('Mairie'), await town.team('Foyer')];
  [ana, root] = [await town.agent('Ana', [team]), await town.agent('Root', [], 'administrator')];
  [mailbox, shelter] = [await town.mailbox(team), await town.mailbox(social)];
  telegram = newId();
  await town.database.source.getRepository(ChannelAccount).insert({
    ...{ id: telegram, kind: 'telegram', name: 'Telegram', teamId: team, addresses: [], secrets: null },
    config: { botToken: '1234567:abcdefghijklmnopqrst', secretToken: 's'.repeat(32) },
  });
  notificationListener = new NotificationListener(town.database.url);
  accounts = new Accounts(town.database, town.keyring, loadConfig({}), notificationListener);
  const own = {
    name: 'Mairie',
    mail: 'mairie@town.test',
    phone: '03 87 55 50 00',
    mediator: 'SIRET 215 703 678 00014',
  };
  await as(root, (tx) => saveOrganisation(tx, root, Organisation.parse(own)));
});
afterAll(async () => {
  await notificationListener.close();
  await town.close();
});

const as = <Result>(who: Principal, work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
const write = async (address: string, body: string, account = mailbox) =>
  (await receive(town, account, from('email', address, { name: address.split('@')[0], body })))[0]!;
const more = async (caseId: string, address: string, ...texts: (string | MessageEntry['segments'][number])[]) => {
  const threadKeys = [`reply:${signAddressToken(town.keyring, 'reply', caseId)}`];
  const segments = texts.map((text) => (typeof text === 'string' ? { kind: 'visible' as const, text } : text));
  await receive(town, mailbox, from('email', address, { name: 'Zoé', segments, threadKeys }));
};
const findingsOf = async (caseId: string, text: string, changes: Partial<CheckMessage> = {}) => {
  await indexNow(town);
  const context = { reader: town.database, who: ana, accounts, fileTexts: town.fileTexts };
  return checkMessage(context, caseId, { text, ...changes });
};
const check = async (...asked: Parameters<typeof findingsOf>) => (await findingsOf(...asked)).map(({ key }) => key);
const reference = async (caseId: string) => (await caseDetail(town.database, root, { id: caseId })).reference;

describe('an ordinary answer', () => {
  it('is silent: our own numbers, those of the citizen, dates, amounts, and what they wrote themselves', async () => {
    const id = await write('zoe@citizen.test', 'Ma plaque est AB-123-CD, mon voisin est neighbour@citizen.test.');
    await write('neighbour@citizen.test', 'Bonjour');
    const text = `Bonjour Zoé, votre dossier ${await reference(id)} est complet. Rendez-vous le 31/12/2026 avec 12,50 €.
      Plaque AB123CD ou AB-123-CD. Écrivez à ${mailbox.address} ou mairie@town.test, appelez le 03 87 55 50 00
      (+33 3 87 55 50 00). SIRET 21570367800014. Votre voisin neighbour@citizen.test peut nous écrire.`;
    expect(
      await check(id, text, { to: ['zoe@citizen.test'], cc: ['mairie@town.test'], channelAccountId: mailbox.id }),
    ).toEqual([]);
  });

  it('that opens a case may go to whoever it is for', async () => {
    const id = await openCase(town, ana, 'Accueil');
    const to = ['newcomer@citizen.test'];
    expect(await check(id, 'Bienvenue', { to, channelAccountId: mailbox.id })).toEqual([]);
    expect(await check(id, 'Bienvenue', { to, cc: ['x@citizen.test'], channelAccountId: mailbox.id })).toEqual([
      'new-recipient:x@citizen.test',
    ]);
  });
});

describe('a recipient', () => {
  it('is asked about when nobody knows them, or when they are somebody else', async () => {
    const id = await write('zoe2@citizen.test', 'Bonjour');
    await write('paul@citizen.test', 'Bonjour');
    const cc = ['Eve@Citizen.test', 'paul@citizen.test', 'not yet an addr'];
    expect(await check(id, 'Voici', { to: ['zoe2@citizen.test'], cc, channelAccountId: mailbox.id })).toEqual([
      'new-recipient:eve@citizen.test',
      'other-citizen-copied:paul@citizen.test',
    ]);
  });

  it('is a stranger to an agent who may not know them', async () => {
    const id = await write('zoe3@citizen.test', 'Bonjour');
    await write('hugo@citizen.test', 'Bonjour', shelter);
    const to = ['hugo@citizen.test'];
    expect(await check(id, 'Voici', { to, channelAccountId: mailbox.id })).toEqual(['new-recipient:hugo@citizen.test']);
    expect(await check(id, 'Écrire à hugo@citizen.test')).toEqual([]);
  });
});

describe('a reference', () => {
  it('of another case is asked about, until the two are linked or merged, or are about one person', async () => {
    const [id, other, theirs] = [
      await write('lea@citizen.test', 'Bonjour'),
      await write('tom@citizen.test', 'Bonjour'),
      await write('lea@citizen.test', 'Autre chose'),
    ];
    const [named, own] = [await reference(other), await reference(theirs)];
    expect(await check(id, `Voir ${named.toLowerCase()}, ${own} et GCH-2020-999999`)).toEqual([
      `other-reference:${named}`,
    ]);
    await as(ana, (tx) => linkCase(tx, ana, { caseId: id, otherId: other, accept: true }));
    expect(await check(id, `Voir ${named}`)).toEqual([]);
    expect(await check(other, `Voir ${await reference(id)}`)).toEqual([]);

    const third = await write('mia@citizen.test', 'Bonjour');
    expect(await check(id, `Voir ${await reference(third)}`)).toHaveLength(1);
    await as(ana, (tx) => mergeCase(tx, ana, { fromId: third, intoId: id }));
    expect(await check(id, `Voir ${await reference(third)}`)).toEqual([]);
  });

  it('of a case that the agent may not see is asked about, whatever it is to this one', async () => {
    const [id, hidden] = [await write('ida@citizen.test', 'Bonjour'), await write('ida@citizen.test', 'Aide', shelter)];
    expect(await check(id, `Voir ${await reference(hidden)}`)).toEqual([`other-reference:${await reference(hidden)}`]);
  });
});

describe('a link of ours', () => {
  /** The page of an answer in a case, or a file of it. */
  const shown = async (caseId: string, as: 'answer' | 'file'): Promise<[id: string, link: string]> => {
    const { source, now } = town.database;
    const id = newId();
    const [{ entryId }] = (await town.database.query(
      `select id as "entryId" from timeline_entry where case_id = $1 order by position limit 1`,
      [caseId],
    )) as [{ entryId: string }];
    if (as === 'answer') {
      const page = { id, entryId, language: 'fr', subject: 'Votre aide', html: '<p>Refusée.</p>', at: now } as const;
      await source.getRepository(ReplyPage).insert(page);
      return [id, town.linkTo(id)];
    }
    const file = { id, entryId, caseId, name: 'avis.pdf', type: 'application/pdf', size: 1, digest: 'x' };
    await source.getRepository(Attachment).insert(file);
    return [id, fileLink({ keyring: town.keyring, publicUrl: 'https://guichet.test' }, id, now)];
  };

  it.each([
    ['answer', 'replies'],
    ['file', 'files'],
  ] as const)('(%s) of another case is asked about, and does not tell whose it is', async (what, path) => {
    const [id, other, theirs, hidden] = [
      await write(`eva.${what}@citizen.test`, 'Bonjour'),
      await write(`gil.${what}@citizen.test`, 'Bonjour'),
      await write(`eva.${what}@citizen.test`, 'Autre chose'),
      await write(`eva.${what}@citizen.test`, 'Aide', shelter),
    ];
    const [[named, link], [, own], [, same], [unseen, far]] = [
      await shown(other, what),
      await shown(id, what),
      await shown(theirs, what),
      await shown(hidden, what),
    ];
    const text = `Voir ${link}, ${own} et ${same}.`;
    const findings = await findingsOf(id, text);
    const start = link.split('/').at(-1)!.slice(0, 18);
    expect(findings).toEqual([
      {
        code: 'other-reference',
        key: `other-reference:${path}/${named}`,
        data: { reference: `…/portal/${path}/${start}…` },
      },
    ]);
    expect(await check(id, far)).toEqual([`other-reference:${path}/${unseen}`]);
    expect(
      await check(
        id,
        link.replace(/.$/, (last) => (last === 'a' ? 'b' : 'a')),
      ),
    ).toEqual([]);
    await as(ana, (tx) => linkCase(tx, ana, { caseId: id, otherId: other, accept: true }));
    expect(await check(id, text)).toEqual([]);
  });

  it('is found behind the words of a link, too', async () => {
    const [id, other] = [await write('hal@citizen.test', 'Bonjour'), await write('jo@citizen.test', 'Bonjour')];
    const [page, link] = await shown(other, 'answer');
    const html = `<p>Voir <a href="${link}">notre réponse</a></p>`;
    expect(await check(id, 'Voir notre réponse', { html })).toEqual([`other-reference:replies/${page}`]);
  });
});

describe('the HTML of an answer', () => {
  it('is looked at as its text is, as far as it is sent', async () => {
    const [id, other] = [await write('ugo@citizen.test', 'Bonjour'), await write('val@citizen.test', 'Bonjour')];
    const named = await reference(other);
    const html = `<p>Comme ${named.replace('-', '&#45;')} : <a href="mailto:val@citizen.test?subject=x">elle</a></p>`;
    expect(await check(id, 'Bonjour', { html, channelAccountId: mailbox.id })).toEqual([
      `other-reference:${named}`,
      'other-person-data:val@citizen.test',
    ]);
    expect(await check(id, 'Bonjour', { html: `<script>${named}</script><b>Bonjour</b>` })).toEqual([]);
    expect(await check(id, 'Bonjour', { html, channelAccountId: telegram })).toEqual([]);
  });
});

describe('a number or an address', () => {
  it('of somebody else is asked about, however it is spelt, and not where the case names it', async () => {
    const other = await write('noe@citizen.test', 'Compte FR76 3000 6000 0112 3456 7890 189, sécu 1850578006084');
    await as(ana, (tx) => addNote(tx, ana, { caseId: other, note: { text: 'Allocataire AB654321', mentions: [] } }));
    const id = await write('ana@citizen.test', 'Bonjour');
    const text = 'FR7630006000011234567890189, 1 85 05 78 006 084 91, AB654321, noe@citizen.test';
    const found = [
      'other-person-data:noe@citizen.test',
      'other-person-data:AB654321',
      'sensitive-number:FR7630006000011234567890189',
      'sensitive-number:1850578006084',
    ];
    expect(await check(id, text)).toEqual(found);
    expect(await check(other, text)).toEqual([]);
    await more(id, 'ana@citizen.test', `Mon compagnon noe@citizen.test a le FR76 3000 6000 0112 3456 7890 189`);
    expect(await check(id, text)).toEqual([found[1], found[3]]);
    const findings = await findingsOf(id, text);
    expect(JSON.stringify(findings)).not.toContain(other);
  });

  it('that another team alone was told is not known here', async () => {
    await write('hidden@citizen.test', 'Mon numéro est CD765432', shelter);
    const id = await write('bob@citizen.test', 'Bonjour');
    expect(await check(id, 'CD765432')).toEqual([]);
  });

  it('that the citizen wrote to another team alone is asked about as if they had not', async () => {
    await write('owner@citizen.test', 'Mon numéro est EF246810');
    const id = await write('uma@citizen.test', 'Bonjour');
    await write('uma@citizen.test', 'Son numéro est EF246810', shelter);
    expect(await check(id, 'EF246810')).toEqual(['other-person-data:EF246810']);
    await write('uma@citizen.test', 'Son numéro est EF246810');
    expect(await check(id, 'EF246810')).toEqual([]);
  });

  it('that was told to many, or that an approved template tells, is no secret', async () => {
    const id = await write('max@citizen.test', 'Bonjour');
    for (const n of [1, 2, 3]) await write(`many${n}@citizen.test`, 'Payé sur le compte EF112233');
    expect(await check(id, 'EF112233')).toEqual(['other-person-data:EF112233']);
    await write('many4@citizen.test', 'Payé sur le compte EF112233');
    expect(await check(id, 'EF112233')).toEqual([]);

    await write('few@citizen.test', 'Le formulaire GH445566');
    expect(await check(id, 'GH445566')).toEqual(['other-person-data:GH445566']);
    await town.database.execute(
      `with t as (insert into template (id, title, source_language, created_at, updated_at) values (gen_random_uuid(), 'F', 'fr', now(), now()) returning id)
       insert into template_version (id, template_id, language, number, state, content, created_at, created_by)
       select gen_random_uuid(), id, 'fr', 1, 'approved', '{"blocks": [{"full": "Formulaire GH445566"}]}', now(), 'Ana' from t`,
    );
    expect(await check(id, 'GH445566')).toEqual([]);
  });

  it('is not published by what an agent or a team writes for themselves', async () => {
    const id = await write('lou@citizen.test', 'Bonjour');
    await write('own@citizen.test', 'Mon numéro est JK778899');
    for (const [owner, team] of [
      [root.id, null],
      [null, mailbox.teamId],
    ])
      await town.database.execute(
        `with t as (insert into template (id, title, source_language, owner_id, team_id, created_at, updated_at)
           values (gen_random_uuid(), 'M', 'fr', $1, $2, now(), now()) returning id)
         insert into template_version (id, template_id, language, number, state, content, created_at, created_by)
         select gen_random_uuid(), id, 'fr', 1, 'approved', '{"blocks": [{"full": "Numéro JK778899"}]}', now(), 'Ana' from t`,
        [owner, team],
      );
    expect(await check(id, 'JK778899')).toEqual(['other-person-data:JK778899']);
  });
});

describe('a confidential team', () => {
  it('is asked whether others may read what leaves, but for a notice', async () => {
    const team = mailbox.teamId;
    const id = await write('kim@citizen.test', 'Bonjour');
    const by = (channelAccountId: string, text = 'Votre aide est refusée.') => check(id, text, { channelAccountId });
    expect(await by(telegram)).toEqual([]);
    await as(root, (tx) => updateTeam(tx, root, { id: team, wanted: { confidential: true } }));
    expect(await by(telegram)).toEqual(['below-confidentiality:telegram']);
    const link = town.linkTo(newId());
    expect(await by(telegram, `Une réponse vous attend ici : ${link}`)).toEqual([]);
    expect(await by(telegram, `Votre aide est refusée. ${link}`)).toEqual(['below-confidentiality:telegram']);
    expect(await by(mailbox.id)).toEqual([]);
    await as(root, (tx) => updateTeam(tx, root, { id: team, wanted: { confidential: false } }));
  });
});

describe('an answer that leaves', () => {
  const send = (caseId: string, acknowledged?: string[]) => {
    const wanted: PostMessage = { text: 'Voici', attachmentIds: [], channelAccountId: mailbox.id, cc: ['out@side.test'], ...(acknowledged && { acknowledged }) }; // prettier-ignore
    return planReply(
      { reader: town.database, who: ana, accounts, linkTo: town.linkTo, fileTexts: town.fileTexts },
      caseId,
      wanted,
    );
  };

  it('is refused until all that was found has been looked at, when it says what has been', async () => {
    const id = await write('liv@citizen.test', 'Bonjour');
    await expect(send(id, [])).rejects.toMatchObject({
      code: 'disclosure-check',
      more: {
        reason: 'disclosure',
        data: { findings: [{ code: 'new-recipient', data: { address: 'out@side.test' } }] },
      },
    });
    await expect(send(id, ['other-reference:x'])).rejects.toMatchObject({ code: 'disclosure-check' });
    expect((await send(id, ['new-recipient:out@side.test'])).cc).toMatchObject([{ value: 'out@side.test' }]);
  });

  it('by a program that says nothing of checks is checked like any other', async () => {
    const id = await write('lou@citizen.test', 'Bonjour');
    await expect(send(id)).rejects.toMatchObject({ code: 'disclosure-check' });
  });
});

describe('an account number or a NIR', () => {
  const IBAN = 'FR7630006000011234567890189';

  it('is the citizen’s where they wrote it, not where we sent it or they quote us', async () => {
    const id = await write('ivy@citizen.test', 'Bonjour');
    expect(await check(id, IBAN)).toEqual([`sensitive-number:${IBAN}`]);
    await more(id, 'ivy@citizen.test', 'Oui', { kind: 'quoted', text: `> Compte ${IBAN}` });
    expect(await check(id, IBAN)).toEqual([`sensitive-number:${IBAN}`]);
    await as(ana, (tx) => addNote(tx, ana, { caseId: id, note: { text: IBAN, mentions: [] } }));
    expect(await check(id, IBAN)).toEqual([`sensitive-number:${IBAN}`]);
    await more(id, 'ivy@citizen.test', 'fr76-3000-6000-0112-3456-7890-189');
    expect(await check(id, IBAN)).toEqual([]);
  });

  it('of the house may be sent', async () => {
    const id = await write('jil@citizen.test', 'Bonjour');
    const own = 'FR1420041010050500013M02606';
    await as(root, async (tx) =>
      saveOrganisation(tx, root, { ...(await organisationOf(tx)), published: `Régie : ${own}` }),
    );
    expect(await check(id, 'FR14 2004 1010 0505 0001 3M02 606')).toEqual([]);
  });
});

describe('the files of an answer', () => {
  const upload = async (name: string, text: string) => {
    const { digest, size } = await town.blobs.put(await documentOf(name, text));
    const id = newId();
    const file = { id, digest, name, type: 'application/pdf', size, state: 'ready' as const, uploadedBy: ana.id };
    await town.database.source.getRepository(Attachment).insert(file);
    return id;
  };

  it('are looked at, by their names and their texts, also once they were sent', async () => {
    const id = await write('kai@citizen.test', 'Bonjour');
    await write('kerguelen@citizen.test', 'Ma plaque est FK-348-GX');
    const attachmentIds = [
      await upload('avis_FR7630006000011234567890189.pdf', 'Bonjour'),
      await upload('sortie.docx', 'Véhicule fk 348 gx'),
    ];
    const expected = [
      { key: 'other-person-data:FK348GX', data: { text: 'fk 348 gx', file: 'sortie.docx' } },
      { key: 'sensitive-number:FR7630006000011234567890189', data: { file: expect.stringContaining('avis_') } },
    ];
    expect(await findingsOf(id, 'Ci-joint.', { attachmentIds })).toMatchObject(expected);
    const planned = (acknowledged: string[]) =>
      planReply({ reader: town.database, who: ana, accounts, linkTo: town.linkTo, fileTexts: town.fileTexts }, id, {
        ...{ text: 'Ci-joint.', attachmentIds, channelAccountId: mailbox.id, acknowledged },
      });
    await expect(planned([])).rejects.toMatchObject({ code: 'disclosure-check' });
    const plan = await planned(expected.map(({ key }) => key));
    const message = { text: 'Ci-joint.', attachmentIds };
    await as(ana, (tx) => reply({ tx, who: ana, keyring: town.keyring }, id, { message, plan, seenVersion: null }));
    expect(await check(id, 'Compte FR7630006000011234567890189')).toEqual([expected[1]!.key]);
  });

  it('of other agents are not read for anybody', async () => {
    const id = await write('kim2@citizen.test', 'Bonjour');
    const file = await upload('FR7630006000011234567890189.txt', '');
    await town.database.execute(`update attachment set uploaded_by = $2 where id = $1`, [file, root.id]);
    expect(await check(id, 'Ci-joint.', { attachmentIds: [file] })).toEqual([]);
  });
});

describe('a name', () => {
  it('of somebody else is asked about, unless the citizen names them, or they work here', async () => {
    const id = await write('max2@citizen.test', 'Bonjour');
    await receive(town, mailbox, from('email', 'gk@citizen.test', { name: 'Gaëlle Kerguélen', body: 'Bonjour' }));
    await town.agent('Gaëlle Martin', []);
    expect(await check(id, 'Comme KERGUELEN Gaelle, et Gaëlle Martin')).toEqual(['other-person-name:gaelle kerguelen']);
    expect(await check(id, 'Le ticket est celui de Mme Kerguelen.')).toEqual(['other-person-name:kerguelen']);
    await more(id, 'max2@citizen.test', 'Ma voisine Gaelle Kerguelen fait du bruit.');
    expect(await check(id, 'Comme KERGUELEN Gaelle')).toEqual([]);
  });

  it('that another team alone knows is not known here', async () => {
    const id = await write('max3@citizen.test', 'Bonjour');
    await receive(town, shelter, from('email', 'sc@citizen.test', { name: 'Solène Cachée', body: '3 rue du Puits' }));
    expect(await check(id, 'Comme Solène Cachée, 3 rue du Puits')).toEqual([]);
  });
});

describe('health', () => {
  it('is no subject that the citizen has not raised', async () => {
    const id = await write('nel@citizen.test', 'Bonjour');
    expect(await check(id, 'Votre épilepsie ne le permet pas.')).toEqual(['health:nerves']);
    await more(id, 'nel@citizen.test', 'Je suis épileptique.');
    expect(await check(id, 'Votre épilepsie ne le permet pas.')).toEqual([]);
  });
});

it('the disclosure check is open to whoever may reply in the case', async () => {
  const id = await write('sam@citizen.test', 'Bonjour', shelter);
  await expect(check(id, 'Bonjour')).rejects.toMatchObject({ code: 'not-found' });
});
