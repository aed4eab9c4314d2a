import { randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import type { Principal } from '@guichet/access';
import {
  CaseExports,
  CountedPages,
  note,
  notes,
  noteWithFile,
  ofType,
  plainFile,
} from '../../../../../../test/support/case-exports.js';
import { receiveRawMail } from '../../../../../../test/support/receive-raw-mail.js';
import { TestTown } from '../../../../../../test/support/test-town.js';

/** The text of every mail that is received here. */
const BODY = 'Bonjour, voici la pièce demandée.';

let town: TestTown;
let root: Principal;
let ana: Principal;
let accountId: string;
let exports: CaseExports;

beforeAll(async () => {
  town = await TestTown.build();
  const desk = await town.team('Accueil');
  root = await town.agent('Root', [desk], 'supervisor');
  exports = new CaseExports(town, root);
  ana = await town.agent('Ana', [desk]);
  accountId = (await town.mailbox(desk)).id;
  const organisation = { name: 'Ville de Valbourg' };
  await town.database.execute(`insert into setting (key, value) values ('organisation', $1)`, [organisation]);
});
afterAll(() => town.close());

const received = (subject: string, more: Partial<Parameters<typeof receiveRawMail>[1]> = {}) =>
  receiveRawMail(town, { accountId, headers: [`Subject: ${subject}`], ...more });

describe('the PDF of a case', () => {
  it('names the files of its notes with their digests', async () => {
    const { caseId } = await received('Devis');
    const entryId = await noteWithFile(town, ana, { caseId, name: 'devis.pdf', content: 'a quote' });
    const [file] = await town.database.query<{ digest: string }>(`select digest from attachment where entry_id = $1`, [
      entryId,
    ]);

    const words = (await exports.pdf(caseId)).said.map(({ text }) => text).join('\n');

    expect(words).toContain('devis.pdf');
    expect(words.replace(/\s/g, '')).toContain(file!.digest);
  });

  it('holds the head of the case, its timeline in order, and its files with their digests', async () => {
    const { caseId, entryId } = await received('Rue barree', { files: [plainFile('plan.pdf', 'a plan')] });
    await note(town, ana, { caseId, text: 'Vu avec **Claire**.\nDeuxième ligne\n\nAutre alinéa' });
    const rows = await town.database.query<{ digest: string; reference: string }>(
      `select a.digest, c.reference from attachment a join cases c on c.id = a.case_id where a.entry_id = $1`,
      [entryId],
    );
    const { digest, reference } = rows[0] ?? { digest: '', reference: '' };

    const { said, file: name } = await exports.pdf(caseId);

    expect(name).toBe(`${reference}.pdf`);
    expect(said.slice(0, 3).map(({ type, text }) => [type, text])).toEqual([
      ['P', 'Ville de Valbourg'],
      ['P', reference],
      ['H1', 'Rue barree'],
    ]);
    expect(ofType(said, 'TH')).toEqual(
      expect.arrayContaining(['État', 'Équipe', 'Usager', 'Participants', 'Ouvert le']),
    );
    expect(ofType(said, 'TD')).toEqual(expect.arrayContaining(['Ouvert', 'Accueil']));
    expect(said.map(({ text }) => text)).toContainEqual(
      expect.stringMatching(/tel qu’il était le .* exporté par Root\.$/),
    );
    expect(ofType(said, 'H2')).toEqual(['Historique du dossier']);
    const headings = ofType(said, 'H3');
    expect(headings).toEqual([
      expect.stringMatching(/^\d+ ?Message reçu · Courriel$/),
      expect.stringMatching(/^\d+ ?Note interne$/),
    ]);
    expect(ofType(said, 'LBody').join()).toMatch(new RegExp(`^plan\\.pdf · .* SHA-256 ${digest}$`));
    const paragraphs = ofType(said, 'P');
    expect(paragraphs.slice(-3)).toEqual([
      'Vu avec **Claire**. Deuxième ligne',
      'Autre alinéa',
      expect.stringContaining('L’export ZIP du dossier les contient'),
    ]);
    expect(paragraphs).toContainEqual(expect.stringMatching(/^par Ana · /));
  });

  it('holds the secure page to which a reply leads, behind what was sent', async () => {
    const { caseId, entryId } = await received('Lien');
    // As it is kept of a reply of which the channel got a short wording.
    await town.database.execute(
      `insert into timeline_entry select (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid(), 'position', e.position + 1,
         'direction', 'out', 'data', e.data || '{"text": "Voir la page.", "segments": [{"kind": "visible", "text": "Voir la page."}], "provenance": {"page": "Il manque le livret."}}'))).*
       from timeline_entry e where id = $1`,
      [entryId],
    );
    await town.database.execute(`update cases set last_position = 2 where id = $1`, [caseId]);

    const paragraphs = ofType((await exports.pdf(caseId)).said, 'P');

    const at = paragraphs.indexOf('Voir la page.');
    expect(paragraphs.slice(at, at + 3)).toEqual([
      'Voir la page.',
      'Réponse complète, sur sa page sécurisée',
      'Il manque le livret.',
    ]);
  });

  it('names what the case has in the fields of its type, also under a label that is longer than its column', async () => {
    const { caseId } = await received('Trottoir');
    await town.database.execute(
      `with t as (insert into case_type (id, name) values (gen_random_uuid(), 'Voirie') returning id),
         c as (update cases set case_type_id = t.id from t where cases.id = $1),
         f as (insert into case_field select gen_random_uuid(), t.id, key, kind, jsonb_build_object('fr', fr, 'en', key), '{"fr": "", "en": ""}', '[]', false, 0, null, now()
           from t, (values ('urgent', 'yes-no', 'Urgent'), ('seen', 'date', 'Date à laquelle un agent a vu le défaut')) v(key, kind, fr) returning id, key, kind)
       insert into case_field_value select $1, f.id, f.kind, case f.key when 'urgent' then 'true'::jsonb else '"2026-11-03"' end from f`,
      [caseId],
    );

    const { said } = await exports.pdf(caseId);

    expect(ofType(said, 'TH')).toEqual(expect.arrayContaining(['Urgent', 'Date à laquelle un agent a vu le défaut']));
    expect(ofType(said, 'TD')).toEqual(expect.arrayContaining(['Oui', '3 novembre 2026']));
  });

  it('names each step of the checklist, with who has done it, and how far the case is', async () => {
    const { caseId } = await received('Étapes');
    await town.database.execute(
      `with t as (insert into case_type (id, name) values (gen_random_uuid(), 'État civil') returning id),
         c as (update cases set case_type_id = t.id from t where cases.id = $1),
         s as (insert into checklist_step select gen_random_uuid(), t.id, jsonb_build_object('fr', fr, 'en', fr), false, place, null, now()
           from t, (values ('Vérifier les pièces', 1), ('Prévenir la préfecture', 2)) v(fr, place) returning id, position)
       insert into case_step select $1, s.id, s.id, null, 0, '2026-11-03T09:00Z', '{"id": "01900000-0000-7000-8000-000000000001", "name": "Bao"}' from s where position = 1`,
      [caseId],
    );

    const { said } = await exports.pdf(caseId);

    expect(ofType(said, 'TH')).toEqual(
      expect.arrayContaining(['Étapes', 'Vérifier les pièces', 'Prévenir la préfecture']),
    );
    expect(ofType(said, 'TD')).toEqual(
      expect.arrayContaining(['1 sur 2 effectuée', expect.stringMatching(/^effectuée par Bao, /), 'à faire']),
    );
  });

  it('is written in the language of whoever exports, and says which language a citizen writes', async () => {
    const { caseId } = await received('Langue');
    await town.database.execute(`update cases set language = 'de' where id = $1`, [caseId]);
    expect(ofType((await exports.pdf(caseId)).said, 'H2')).toEqual(['Historique du dossier']);
    const { said, pdf } = await exports.pdf(caseId, { language: 'en' });
    expect(ofType(said, 'H2')).toEqual(['Timeline of the case']);
    expect(pdf.toString('latin1')).toContain('/Lang (en-GB)');
    expect(said.filter(({ lang }) => lang === 'de')).toEqual([{ type: 'P', text: BODY, lang: 'de' }]);
  });

  it('names the page and the reference at the foot of each page, and leads to the entries by bookmarks', async () => {
    const { caseId } = await received('Pages');
    await notes(town, ana, {
      caseId,
      texts: Array.from({ length: 40 }, (_, n) => `Note ${n}\n\n${'Bonjour madame. '.repeat(20)}`),
    });
    const { artifacts, bookmarks, said } = await exports.pdf(caseId);
    const reference = said[1]?.text ?? 'none';
    expect(artifacts.length).toBeGreaterThan(3);
    for (const [n, shown] of artifacts.entries()) {
      expect(shown).toContain(`Page ${n + 1} sur ${artifacts.length}`.replace(/ (\d+)$/, '$1'));
      expect(shown).toContain(reference);
    }
    expect(bookmarks[0]).toBe('Historique du dossier');
    expect(bookmarks.filter((title) => title.endsWith('Note interne'))).toHaveLength(40);
  });

  it('says of a file that cannot be had why that is so', async () => {
    const names = ['locked.bin', 'waiting.bin', 'purged.bin', 'lost.bin', 'kept.bin'];
    const { caseId, entryId } = await received('Fichiers', { files: names.map((name) => plainFile(name, name)) });
    const set = (name: string, change: string) =>
      town.database.execute(`update attachment set ${change} where entry_id = $1 and name = $2`, [entryId, name]);
    await set('locked.bin', `state = 'locked'`);
    await set('waiting.bin', `state = 'waiting'`);
    await set('purged.bin', `digest = repeat('0', 64)`);
    await set('lost.bin', `state = 'lost', digest = null`);

    const files = ofType((await exports.pdf(caseId)).said, 'LBody');

    const said = ['verrouillé', 'en attente', 'n’est plus conservé', 'n’a pas pu être transmis', 'SHA-256'];
    const ofFile = (name: string) => files.find((text) => text.startsWith(name)) ?? '';
    for (const [n, name] of names.entries()) expect(ofFile(name)).toContain(said[n]);
    expect(ofFile('lost.bin')).not.toContain('SHA-256');
  });
});

describe('who exports the PDF of a case', () => {
  it('may export its archive: nobody else, and of a restricted case those who are named', async () => {
    const { caseId } = await received('Protection');
    await expect(exports.openPdf(caseId, { who: ana })).rejects.toMatchObject({ code: 'not-permitted' });
    await expect(exports.openPdf('00000000-0000-7000-8000-000000000000')).rejects.toMatchObject({ code: 'not-found' });

    const restrict = (to: Principal) =>
      town.database.execute(`update cases set restricted_to = array[$2::uuid] where id = $1`, [caseId, to.id]);
    await restrict(ana);
    await expect(exports.openPdf(caseId)).rejects.toMatchObject({ code: 'not-found' });
    await restrict(root);
    expect(ofType((await exports.pdf(caseId)).said, 'H1')).toEqual(['Protection']);
  });

  it('gets no part of it for the whole where the right to it ends meanwhile', async () => {
    const { caseId } = await received('Protection');
    const { content } = await exports.openPdf(caseId);
    await town.database.execute(`update cases set restricted_to = array[$2::uuid] where id = $1`, [caseId, ana.id]);
    await expect(buffer(content)).rejects.toMatchObject({ code: 'not-found' });

    const other = await received('Session');
    const ended = await exports.openPdf(other.caseId, { whoNow: () => Promise.resolve(null) });
    await expect(buffer(ended.content)).rejects.toMatchObject({ code: 'not-permitted' });
  });
});

describe('whatever people write in a case', () => {
  let caseId: string;
  beforeAll(async () => ({ caseId } = await received('Textes')));

  const written = async (text: string) => {
    await note(town, ana, { caseId, text });
    const { said, pdf } = await exports.pdf(caseId);
    return { paragraphs: ofType(said, 'P'), pdf };
  };

  it.each([
    ['Greek, Cyrillic, Polish and Vietnamese', 'Ελένη, Мария, Łukasz, Nguyễn'],
    ['emoji', 'Merci 👍 😀'],
    ['Arabic with numbers and French, in the order in which it is read', 'مدرسة (Les Lilas) يوم 12 مارس 2026'],
    ['Hebrew', 'שלום (עולם) 42'],
    ['what no font has', 'Bonjour 你好, 한국'],
    ['marks, brackets and backslashes', '<b>&amp; (a) \\(b) [U+4F60] )( 100 % </P>'],
  ])('%s is said as it was written', async (_name, text) => {
    expect((await written(text)).paragraphs).toContain(text);
  });

  it('shows the code of a character that no font has, and says that at the end', async () => {
    const { paragraphs } = await written('你');
    expect(paragraphs.at(-1)).toContain('code Unicode');
  });

  // Threats: A082.
  it('is text and no more, where it names a page, a picture or a file', async () => {
    const text = '<img src="https://evil.test/a.png"> file:///etc/passwd https://evil.test';
    const { paragraphs, pdf } = await written(text);
    expect(paragraphs).toContain(text);
    expect(pdf.toString('latin1')).not.toMatch(/\/(URI|Launch|GoToR|JavaScript|EmbeddedFile|Image)\b/);
  });

  // Threats: U03.
  it.each([
    ['controls and turns of direction', 'a\u0007b\u202Ec\u2066d\u200Fe\uFEFFf\u001b[31mg', 'abcdef[31mg'],
    ['accents upon accents', `Z${'\u0301'.repeat(5_000)}`, `Ź${'\u0301'.repeat(4)}`],
  ])('is freed of %s', async (_name, text, said) => {
    expect((await written(text)).paragraphs).toContain(said);
  });

  it('is no empty paragraph, where nothing of it can be seen', async () => {
    const hidden = await received('Rien');
    await town.database.execute(`update cases set subject = $2 where id = $1`, [hidden.caseId, '\u202E\u200B']);
    await note(town, ana, { caseId: hidden.caseId, text: 'Avant\n\n\u200B\u202E\n\nAprès' });
    const { said } = await exports.pdf(hidden.caseId);
    expect(ofType(said, 'H1')).toEqual([said[1]?.text]);
    expect(ofType(said, 'P')).toEqual(expect.arrayContaining(['Avant', 'Après']));
    expect(said.filter(({ text }) => text === '')).toEqual([]);
  });

  it.each([
    ['a word of 10 000 letters', 'W'.repeat(10_000)],
    ['an address of 5 000', `https://citizen.test/${'a/b-c?'.repeat(900)}`],
    ['Arabic without a space', 'م'.repeat(4_000)],
    ['Chinese without a space', '你'.repeat(2_500)],
  ])('stays on the paper and is whole: %s', async (_name, text) => {
    const { paragraphs, pdf } = await written(text);
    expect(paragraphs.map((paragraph) => paragraph.replaceAll(' ', ''))).toContain(text);
    expect(pdf.byteLength).toBeGreaterThan(0);
  });

  it('is one more paragraph, however many there are', async () => {
    const { paragraphs } = await written(Array.from({ length: 3_000 }, (_, n) => `ligne ${n}`).join('\n\n'));
    const lines = paragraphs.filter((paragraph) => paragraph.startsWith('ligne '));
    expect(lines).toHaveLength(200);
    expect(lines.join(' ').split('ligne')).toHaveLength(3_001);
  });
});

describe('the PDF of a case with a thousand entries', () => {
  const ENTRIES = 1000;
  /** Pages of entries that are read ahead of what is taken. */
  const AHEAD = 8;
  let caseId: string;
  let counted: CountedPages;

  beforeAll(async () => {
    ({ caseId } = await received('Long'));
    await notes(town, ana, {
      caseId,
      texts: Array.from({ length: ENTRIES }, (_, n) => `Entry ${n}: ${randomBytes(400).toString('hex')}`),
    });
  });
  beforeEach(() => void (counted = new CountedPages(town)));

  it('has every entry once and in order', async () => {
    const { said, bookmarks } = await exports.pdf(caseId, { reader: counted.reader() });
    const numbers = said.flatMap(({ text }) => (text.startsWith('Entry ') ? [Number.parseInt(text.slice(6), 10)] : []));
    expect(numbers).toEqual(Array.from({ length: ENTRIES }, (_, n) => n));
    expect(counted.pages).toBeGreaterThanOrEqual(ENTRIES / 25);
    // So many bookmarks would lead nowhere: there are those of the months.
    expect(bookmarks.length).toBeLessThan(5);
  });

  it('is read no faster than it is taken, and no further once its reader has gone', async () => {
    const whole = (await buffer((await exports.openPdf(caseId)).content)).byteLength;
    const { content } = await exports.openPdf(caseId, { reader: counted.reader() });
    const chunks = content[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
    let taken = 0;
    while (taken < whole / 2) taken += ((await chunks.next()) as IteratorYieldResult<Buffer>).value.byteLength;
    await counted.settle();
    expect(counted.pages).toBeLessThan((ENTRIES / 25) * (taken / whole) + AHEAD);
    const later = counted.pages;

    await chunks.return?.();
    await counted.settle();
    expect(content.destroyed).toBe(true);
    expect(counted.pages - later).toBeLessThanOrEqual(1);
  });
});
