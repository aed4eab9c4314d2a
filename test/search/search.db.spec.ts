import { actorOf, type Principal } from '@guichet/access';
import { updateSearchLexicon, restrictCase, search, updateCase } from '@guichet/cases';
import { channels } from '@guichet/channels';
import { readFileTexts } from '@guichet/messages';
import { documentOf } from '../support/documents.js';
import { receiveRawMail } from '../support/receive-raw-mail.js';
import { TestTown } from '../support/test-town.js';

let town: TestTown;
let ana: Principal;
let bao: Principal;
let sue: Principal;
let accountId: string;
const cases = new Map<string, { caseId: string; entryId: string }>();

beforeAll(async () => {
  town = await TestTown.build();
  const [desk, taxes] = [await town.team('Accueil'), await town.team('Impôts')];
  [ana, bao] = [await town.agent('Ana', [desk]), await town.agent('Bao', [taxes])];
  sue = await town.agent('Sue', [desk], 'supervisor');
  accountId = (await town.mailbox(desk)).id;
});
beforeEach(async () => {
  await town.forget();
  await town.database.execute(`delete from search_word`);
  await town.database.execute(`delete from setting where key = 'search-words'`);
  cases.clear();
});
afterAll(async () => {
  await channels.email.close?.();
  await town.close();
});

const as = <Result>(who: Principal, work: Parameters<typeof town.database.write<Result>>[1]) =>
  town.database.write(actorOf(who), work);

interface Mail {
  subject?: string;
  text?: string;
  file?: { name: string; text: string };
}

async function arrive(name: string, { subject = 'Demande', text = 'Bonjour', file }: Mail): Promise<void> {
  const parts = [{ name: 'corps.txt', part: ['Content-Type: text/plain; charset=utf-8', '', text] }];
  if (file) {
    const content = Buffer.from(await documentOf(file.name, file.text)).toString('base64');
    parts.push({ name: file.name, part: [`Content-Type: application/octet-stream; name="${file.name}"`, `Content-Disposition: attachment; filename="${file.name}"`, 'Content-Transfer-Encoding: base64', '', content] }); // prettier-ignore
  }
  const headers = [`Subject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=`];
  cases.set(name, await receiveRawMail(town, { accountId, headers, from: `${name}@citizen.test`, files: parts }));
}

/** What the jobs do within a minute. */
async function read(): Promise<void> {
  await readFileTexts({ database: town.database, fileTexts: town.fileTexts });
  await updateSearchLexicon(town.database, 0);
}
const find = (q: string, { who = ana, order }: { who?: Principal; order?: 'newest' | 'relevance' } = {}) =>
  search(town.database, who, { q, limit: 10, ...(order && { order }) });
const nameOf = (id: string) => [...cases].find(([, { caseId }]) => caseId === id)?.[0];
const found = async (q: string, options = {}) => (await find(q, options)).hits.map((hit) => nameOf(hit.case.id));

describe('the text of a file', () => {
  const file = {
    name: 'quittance.pdf',
    text: 'Quittance de loyer. Le locataire est Monsieur Kerguélen, rue des Tanneurs.',
  };

  it('is found, with the passage and the entry in which the file is', async () => {
    await arrive('loyer', { file });
    expect(await found('kerguelen')).toEqual([]);
    await read();
    const { hits } = await find('kerguelen locataires');
    expect(hits).toMatchObject([
      {
        entryId: cases.get('loyer')!.entryId,
        position: expect.any(Number),
        file: { name: 'quittance.pdf' },
        missing: [],
      },
    ]);
    expect(hits[0]!.snippet.filter(({ hit }) => hit).map(({ text }) => text)).toEqual(['locataire', 'Kerguélen']);
    expect(hits[0]!.snippet.map(({ text }) => text).join('')).toContain('est Monsieur Kerguélen, rue');
  });

  // Threats: A022.
  it('is not found by whoever may not see its case, nor once the case is restricted to others or spam', async () => {
    await arrive('loyer', { file });
    await read();
    expect(await found('kerguelen', { who: bao })).toEqual([]);
    const { caseId } = cases.get('loyer')!;
    await as(sue, (tx) =>
      restrictCase(tx, sue, { id: caseId, wanted: { agentIds: [sue.id], reason: 'staff', detail: '' } }),
    );
    expect([await found('kerguelen'), await found('kerguelen', { who: sue })]).toEqual([[], ['loyer']]);
  });

  it('is not found of a file that nobody may open, of one of a side conversation, and of spam', async () => {
    await arrive('loyer', { file });
    await read();
    await town.database.execute(`update attachment set state = 'locked'`);
    expect(await found('kerguelen')).toEqual([]);
    await town.database.execute(`update attachment set state = 'ready', entry_id = null`);
    expect(await found('kerguelen')).toEqual([]);
    await town.database.execute(`update attachment set entry_id = $1`, [cases.get('loyer')!.entryId]);
    expect(await found('kerguelen')).toEqual(['loyer']);
    await as(sue, (tx) => updateCase(tx, sue, { id: cases.get('loyer')!.caseId, wanted: { status: 'spam' } }));
    expect(await found('kerguelen')).toEqual([]);
  });
});

describe('a word', () => {
  beforeEach(async () => {
    await arrive('ecole', { subject: 'Inscription', text: 'Les chevaux du manège près de l’école maternelle' });
    await arrive('impot', { subject: 'Taxe', text: 'Je conteste un avis de taxe foncière' });
    await read();
  });

  it.each([
    ['inscriptions', ['ecole']],
    ['inscrip', ['ecole']],
    ['contestation', ['impot']],
    ['cheval', ['ecole']],
    ['écoles', ['ecole']],
    ['ECOLE', ['ecole']],
    ['la taxe', ['impot']],
  ])('is found by another form: “%s”', async (q, names) => expect(await found(q)).toEqual(names));

  it.each([
    ['inscirption', 'inscription', ['ecole']],
    ['fonciere taxxe', 'taxe', ['impot']],
    ['manége mtaernelle', 'maternelle', ['ecole']],
  ])('is forgiven a typo, and the answer says so: “%s”', async (q, meant, names) => {
    const { corrections } = await find(q);
    expect(corrections).toMatchObject([{ meant, isUsed: true }]);
    expect(await found(q)).toEqual(names);
  });

  it('that finds little is not replaced: a frequent one that looks alike is proposed', async () => {
    for (let n = 0; n < 45; n += 1) await arrive(`aire${n}`, { text: 'Une place en crèche' });
    await arrive('rare', { text: 'La crache du voisin' });
    await read();
    const { hits, corrections } = await find('crache');
    expect(hits.map((hit) => nameOf(hit.case.id))).toEqual(['rare']);
    expect(corrections).toEqual([{ typed: 'crache', meant: 'creche', isUsed: false }]);
  });

  // Threats: A022.
  it('of hidden cases is proposed to nobody else', async () => {
    expect(await find('inscirption', { who: bao })).toEqual({ hits: [], corrections: [] });
  });
});

describe('several words', () => {
  it('are found in different messages of one case, and in a case that lacks one, which says so', async () => {
    await arrive('crue', { subject: 'Inondation', text: 'Ma cave est inondée par la rivière' });
    await arrive('autre', { text: 'Un arbre mort menace la rivière' });
    await read();
    const { hits } = await find('cave rivière tronçonneuse');
    expect(hits.map((hit) => [nameOf(hit.case.id), hit.missing])).toEqual([
      ['crue', ['tronçonneuse']],
      ['autre', ['cave', 'tronçonneuse']],
    ]);
  });

  it('come by relevance, or the newest first', async () => {
    await arrive('vieux', { subject: 'Passeport perdu', text: 'Mon passeport est perdu' });
    await arrive('neuf', { text: 'Avant de partir, j’ai perdu du temps, et demandé un passeport' });
    await read();
    expect(await found('passeport perdu')).toEqual(['vieux', 'neuf']);
    expect(await found('passeport perdu', { order: 'newest' })).toEqual(['neuf', 'vieux']);
  });
});
