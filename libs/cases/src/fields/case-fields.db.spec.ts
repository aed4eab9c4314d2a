import { randomUUID } from 'node:crypto';
import type { Principal } from '@guichet/access';
import {
  CaseQuery,
  CreateCaseField,
  type SetCaseFields,
  type CaseField,
  type CaseFieldValue,
  type UpdateCase,
  type UpdateCaseField,
} from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { allEvents } from '../../../../test/support/all-events.js';
import { openCase } from '../../../../test/support/open-case.js';
import { TestTown } from '../../../../test/support/test-town.js';
import { caseDetail } from '../inbox/case-detail.queries.js';
import { inbox } from '../inbox/inbox.queries.js';
import { mergeCase, splitCase } from '../moving/move-split-merge.js';
import { undoMove } from '../moving/undo-move.js';
import { timeline } from '../timeline/timeline.queries.js';
import { addNote } from '../verbs/add-note.js';
import { createCaseType } from '../verbs/case-types.js';
import { updateCase } from '../verbs/update-case.js';
import { caseFields, valuesOfCases } from './case-fields.queries.js';
import { createCaseField, deleteCaseField, orderCaseFields, updateCaseField } from './edit-case-type-fields.js';
import { removeFormerField, setCaseFields } from './set-case-fields.js';

let town: TestTown;
let ana: Principal;
let bao: Principal;
let otto: Principal;
let root: Principal;
let school: string;
let roads: string;

beforeAll(async () => {
  town = await TestTown.build();
  const team = await town.team('Accueil');
  ana = { ...(await town.agent('Ana', [team])), language: 'en' };
  bao = await town.agent('Bao', [team]);
  otto = await town.agent('Otto', [await town.team('Autre')]);
  root = await town.agent('Root', [], 'administrator');
});
afterAll(() => town.close());
beforeEach(async () => {
  school = await typeOf('Inscription scolaire');
  roads = await typeOf('Voirie');
});

const as = <Result>(who: Principal, work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
/** A type of its own for each test, so that all can share the town. */
const typeOf = async (name: string) =>
  (await as(root, (tx) => createCaseType(tx, root, { name: `${name} ${randomUUID()}` }))).id;
const label = (fr: string, en = fr) => ({ fr, en });
const add = (
  name: string,
  { type = school, ...wanted }: Partial<CreateCaseField> & { type?: string } = {},
  who = root,
) =>
  as(who, (tx) =>
    createCaseField(tx, who, {
      caseTypeId: type,
      wanted: CreateCaseField.parse({ kind: 'text', label: label(name), ...wanted }),
    }),
  );
const edit = ({ id }: CaseField, wanted: UpdateCaseField) =>
  as(root, (tx) => updateCaseField(tx, root, { id, wanted }));
const set = (caseId: string, changes: SetCaseFields['changes'], who = ana) =>
  as(who, (tx) => setCaseFields(tx, who, { caseId, changes }));
const put = (caseId: string, values: Record<string, CaseFieldValue | null>, who = ana) =>
  set(caseId, Object.entries(values).map(([key, value]) => ({ key, value })), who); // prettier-ignore
const change = (id: string, wanted: UpdateCase, who = ana) => as(who, (tx) => updateCase(tx, who, { id, wanted }));
const open = async (subject: string, caseTypeId: string | null = school) => {
  const id = await openCase(town, ana, subject);
  if (caseTypeId) await change(id, { caseTypeId });
  return id;
};
const fieldsIn = async (id: string) =>
  (await caseDetail(town.database, ana, { id })).fields.map(({ field, value, standing }) => [
    field.key,
    value,
    standing,
  ]);
const found = async (q: string, who = ana) =>
  (await inbox(town.database, who, CaseQuery.parse({ q }))).items.map(({ subject }) => subject).sort();
const reason = (of: string) => ({ more: { reason: of } });
const wrong = (path: string, of: string) => ({ code: 'invalid-request', more: { errors: [{ path, reason: of }] } });

describe('a field of a case type', () => {
  it('gets a key from its French label that no other field of the type has, and keeps it', async () => {
    const fields = [
      await add('Année scolaire'),
      await add('Année  scolaire !'),
      await add('Constructor'),
      await add('12 rue'),
    ];
    const renamed = await edit(fields[0]!, { label: label('Rentrée') });

    expect(fields.map(({ key }) => key)).toEqual(['annee_scolaire', 'annee_scolaire_2', 'constructor_2', 'f_12_rue']);
    expect(renamed).toMatchObject({ key: 'annee_scolaire', label: { fr: 'Rentrée' } });
    expect((await add('Année scolaire', { type: roads })).key).toBe('annee_scolaire');
    await expect(add('Autre', { key: 'annee_scolaire' })).rejects.toMatchObject(reason('case-field-key-taken'));
  });

  // Threats: A070.
  it('cannot have a key that is a word of JavaScript, or of other letters', async () => {
    for (const key of ['__proto__', 'constructor', 'Majuscule', '9lives', 'é', '', 'a'.repeat(41)]) {
      const parsed = CreateCaseField.safeParse({ key, kind: 'text', label: label('X') });

      expect(parsed.success).toBe(false);
      await expect(
        town.database.execute(
          `insert into case_field values (gen_random_uuid(), $1, $2, 'text', '{}', '{}', '[]', false, 0, null, now())`,
          [school, key],
        ),
      ).rejects.toThrow('case_field_key_check');
    }
  });

  it('is refused with options that are missing, misplaced or called alike, and beyond forty', async () => {
    const twice = [{ label: label('CP') }, { label: label('CP') }];

    await expect(add('Classe', { kind: 'choice' })).rejects.toMatchObject(
      wrong('options', 'case-field-options-needed'),
    );
    await expect(add('Classe', { options: twice })).rejects.toMatchObject(
      wrong('options', 'case-field-options-misplaced'),
    );
    await expect(add('Classe', { kind: 'choices', options: twice })).rejects.toMatchObject(
      wrong('options.1.label.fr', 'case-field-option-twice'),
    );
    for (let n = 0; n < 40; n += 1) await add(`Champ ${n}`);
    await expect(add('Un de trop')).rejects.toMatchObject({
      more: { reason: 'too-many-case-fields', data: { max: 40 } },
    });
  });

  it('keeps its kind and is archived, not deleted, once cases have values; these stay readable', async () => {
    const street = await add('Rue', { type: roads });
    const unused = await add('Inutile', { type: roads });
    const id = await open('Nid-de-poule', roads);
    await put(id, { rue: 'rue du Lac' });

    await expect(edit(street, { kind: 'long-text' })).rejects.toMatchObject(reason('case-field-kind-fixed'));
    await expect(as(root, (tx) => deleteCaseField(tx, root, street.id))).rejects.toMatchObject(
      reason('case-field-in-use'),
    );
    await expect(
      town.database.execute(`update case_field set kind = 'number' where id = $1`, [street.id]),
    ).rejects.toThrow('foreign key');
    await edit(unused, { kind: 'number' });
    await as(root, (tx) => deleteCaseField(tx, root, unused.id));
    await edit(street, { archived: true });

    expect(await fieldsIn(id)).toEqual([['rue', 'rue du Lac', 'former']]);
    await expect(put(id, { rue: 'autre' })).rejects.toMatchObject(wrong('changes.0.key', 'no-such-case-field'));
    await edit(street, { archived: false });
    expect(await fieldsIn(id)).toEqual([['rue', 'rue du Lac', 'asked']]);
  });

  it('keeps an option that cases have as an archived one, and forgets one that none has', async () => {
    const options = ['CP', 'CE1', 'CE2'].map((name) => ({ label: label(name) }));
    const classes = await add('Classe', { kind: 'choices', options });
    const id = await open('Inscription');
    await put(id, { classe: ['ce1', 'cp'] });

    const { options: left } = await edit(classes, { options: [{ key: 'cp', label: label('Cours préparatoire') }] });

    expect(left).toEqual([
      { key: 'cp', label: label('Cours préparatoire'), archived: false },
      { key: 'ce1', label: label('CE1'), archived: true },
    ]);
    const year = await add('Rentrée', { type: roads, kind: 'choice', options: [{ label: label('2026-2027') }] });
    expect(year.options.map(({ key }) => key)).toEqual(['2026_2027']);
    expect(await fieldsIn(id)).toEqual([['classe', ['cp', 'ce1'], 'asked']]);
    await put(id, { classe: ['ce1'] });
    await put(id, { classe: ['ce1', 'cp'] });
    await expect(put(await open('Autre'), { classe: ['ce1'] })).rejects.toMatchObject({
      more: { errors: [{ reason: 'not-one-of', data: { labels: [label('Cours préparatoire')] } }] },
    });
  });

  it('stands where administrators have put it, and nowhere else where somebody has added one meanwhile', async () => {
    const [street, urgent] = [await add('Rue'), await add('Urgent', { kind: 'yes-no' })];
    const order = (ids: string[]) => as(root, (tx) => orderCaseFields(tx, root, { caseTypeId: school, ids }));

    await order([urgent.id, street.id]);
    await add('Date', { kind: 'date' });

    expect(
      (await caseFields(town.database, ana)).flatMap(({ caseTypeId, key }) => (caseTypeId === school ? [key] : [])),
    ).toEqual(['urgent', 'rue', 'date']);
    await expect(order([street.id, urgent.id])).rejects.toMatchObject(wrong('ids', 'page-gone'));
    await expect(order([street.id, street.id, urgent.id])).rejects.toMatchObject(wrong('ids', 'page-gone'));
  });

  it('is an administrator’s to change, and every change of it is an event', async () => {
    const field = await add('Rue');
    await edit(field, { required: true });
    await edit(field, { archived: true });

    const events = (await allEvents(town.database)).filter(
      ({ type, data }) => type === 'case-field.changed' && (data as { caseTypeId: string }).caseTypeId === school,
    );

    expect(events.map(({ data, audience }) => [(data as { what: string }).what, audience])).toEqual([
      ['created', 'everybody'],
      ['changed', 'everybody'],
      ['archived', 'everybody'],
    ]);
    await expect(add('Autre', {}, ana)).rejects.toMatchObject({ code: 'not-permitted' });
    await expect(as(ana, (tx) => deleteCaseField(tx, ana, field.id))).rejects.toMatchObject({ code: 'not-permitted' });
  });
});

describe('what a case has in its fields', () => {
  it('is saved field by field: colleagues fill in different ones at once, and nobody overwrites what they have not seen', async () => {
    await add('École');
    await add('Année', { kind: 'number' });
    const id = await open('Inscription');
    await Promise.all([
      set(id, [{ key: 'ecole', value: 'Jules Ferry', was: null }]),
      set(id, [{ key: 'annee', value: 2026, was: null }], bao),
    ]);

    await expect(set(id, [{ key: 'ecole', value: 'Pasteur', was: null }], bao)).rejects.toMatchObject({
      code: 'conflict',
      more: { reason: 'case-field-changed', data: { name: 'École', key: 'ecole', value: 'Jules Ferry' } },
    });
    await set(id, [{ key: 'ecole', value: 'Jules Ferry', was: null }], bao);
    await set(id, [{ key: 'ecole', value: 'Pasteur', was: 'Jules Ferry' }], bao);

    expect(await fieldsIn(id)).toEqual([
      ['ecole', 'Pasteur', 'asked'],
      ['annee', 2026, 'asked'],
    ]);
  });

  it('is compared with what its writer has seen as it is stored, in whatever form they sent that', async () => {
    await add('École');
    const options = ['CP', 'CE1'].map((name) => ({ label: label(name) }));
    const classes = await add('Classe', { kind: 'choices', options });
    const id = await open('Inscription');
    await put(id, { ecole: ' e\u0301cole  ', classe: ['ce1', 'cp'] });
    await set(id, [{ key: 'ecole', value: 'Pasteur', was: ' e\u0301cole  ' }]);
    await edit(classes, { options: classes.options.toReversed().map(({ key, label: of }) => ({ key, label: of })) });
    const { version } = await caseDetail(town.database, ana, { id });
    await put(id, { classe: ['cp', 'ce1'] });

    expect((await caseDetail(town.database, ana, { id })).version).toBe(version);
    await set(id, [{ key: 'classe', value: ['cp'], was: ['cp', 'ce1'] }]);
    expect((await fieldsIn(id)).map(([, value]) => value)).toEqual(['Pasteur', ['cp']]);
    await set(id, [{ key: 'ecole', value: null, was: ' Pasteur' }]);
    await set(id, [{ key: 'ecole', value: 'Jules Ferry', was: '  ' }]);
  });

  it('is told by one activity for what was saved at once, with the words before and after in both languages', async () => {
    await add('Urgent', { kind: 'yes-no' });
    await add('Constaté le', { kind: 'date' });
    const id = await open('Nid-de-poule');
    await put(id, { urgent: false, constate_le: '2026-11-03' });
    await put(id, { urgent: true, constate_le: '2026-11-03' });
    await put(id, { urgent: true });
    await put(id, { constate_le: null });

    const entries = (await timeline(town.database, ana, { caseId: id, query: { limit: 50 } })).items;
    const changes = entries.flatMap((entry) =>
      entry.kind === 'activity' && entry.activity.type === 'fields' ? [entry.activity.changes] : [],
    );

    expect(changes).toMatchObject([
      [
        { label: label('Urgent'), from: null, to: { fr: 'Non', en: 'No' } },
        { from: null, to: { fr: '3 novembre 2026', en: '3 November 2026' } },
      ],
      [{ from: { fr: 'Non', en: 'No' }, to: { fr: 'Oui', en: 'Yes' } }],
      [{ label: label('Constaté le'), from: null, to: null }],
    ]);
    const { version } = await caseDetail(town.database, ana, { id });
    await put(id, { urgent: true });
    expect((await caseDetail(town.database, ana, { id })).version).toBe(version);
  });

  it('is nobody’s to change who may not change the case', async () => {
    await add('École');
    const id = await open('Inscription');

    await expect(put(id, { ecole: 'Pasteur' }, otto)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is all saved or not at all, and a field is named that is unknown, or twice', async () => {
    await add('École');
    const id = await open('Inscription');

    await expect(put(id, { ecole: 'Pasteur', __proto: 'x' })).rejects.toMatchObject(
      wrong('changes.1.key', 'no-such-case-field'),
    );
    await expect(put(id, JSON.parse('{"__proto__":"x"}') as Record<string, string>)).rejects.toMatchObject(
      wrong('changes.0.key', 'no-such-case-field'),
    );
    await expect(put(id, { constructor: 'x' })).rejects.toMatchObject(wrong('changes.0.key', 'no-such-case-field'));
    const twice = ['a', 'b'].map((value) => ({ key: 'ecole', value }));
    await expect(set(id, twice)).rejects.toMatchObject(wrong('changes.1.key', 'case-field-named-twice'));
    expect(await fieldsIn(id)).toEqual([['ecole', null, 'asked']]);
  });

  it('is never of another kind than its field, whoever writes it', async () => {
    const field = await add('Nombre', { kind: 'number' });
    const id = await open('Inscription');

    await expect(
      town.database.execute(`insert into case_field_value values ($1, $2, 'number', '"douze"')`, [id, field.id]),
    ).rejects.toThrow('case_field_value_check');
    await expect(
      town.database.execute(`insert into case_field_value values ($1, $2, 'text', '"douze"')`, [id, field.id]),
    ).rejects.toThrow('foreign key');
  });

  it('stays when the type changes, can be removed then, and is asked for again when the type is back', async () => {
    const [street] = [await add('Chaussée', { type: roads }), await add('École')];
    const id = await open('Nid-de-poule', roads);
    await put(id, { chaussee: 'rue du Lac' });
    await as(ana, (tx) => removeFormerField(tx, ana, { caseId: id, fieldId: street.id }));
    await change(id, { caseTypeId: school });

    expect(await fieldsIn(id)).toEqual([
      ['ecole', null, 'asked'],
      ['chaussee', 'rue du Lac', 'former'],
    ]);
    await as(ana, (tx) => removeFormerField(tx, ana, { caseId: id, fieldId: street.id }));
    expect(await fieldsIn(id)).toEqual([['ecole', null, 'asked']]);
    expect(await found('champ:chaussee')).toEqual([]);
  });
});

describe('a required field', () => {
  it('keeps a case open that agents would close, and is named in their language', async () => {
    await add('École', { label: label('École souhaitée', 'School wished'), required: true });
    await add('Année', { required: true });
    await add('Remarque');
    const id = await open('Inscription');

    await expect(change(id, { status: 'closed' })).rejects.toMatchObject({
      code: 'conflict',
      more: {
        reason: 'case-fields-required',
        data: { names: 'School wished, Année', keys: ['ecole_souhaitee', 'annee'] },
      },
    });
    await change(id, { status: 'waiting' });
    await put(id, { ecole_souhaitee: 'Pasteur', annee: '2026' });
    await change(id, { status: 'closed' });
    expect((await caseDetail(town.database, ana, { id })).status).toBe('closed');
  });

  it('stays filled in once the case is closed, though it may change', async () => {
    await add('École', { required: true });
    await add('Remarque');
    const id = await open('Inscription');
    await put(id, { ecole: 'Pasteur', remarque: 'Fratrie' });
    await change(id, { status: 'closed' });

    await expect(put(id, { ecole: ' ', remarque: null })).rejects.toMatchObject({
      code: 'conflict',
      more: { reason: 'case-fields-required', data: { names: 'École', keys: ['ecole'] } },
    });
    await put(id, { ecole: 'Jules Ferry', remarque: null });
    expect((await fieldsIn(id)).map(([, value]) => value)).toEqual(['Jules Ferry', null]);
    await change(id, { status: 'open' });
    await put(id, { ecole: null });
    expect((await fieldsIn(id)).map(([, value]) => value)).toEqual([null, null]);
  });

  it('is one of the type that the case gets by the same change', async () => {
    await add('École', { required: true });
    const id = await open('Nid-de-poule', roads);

    await expect(change(id, { status: 'closed', caseTypeId: school })).rejects.toMatchObject(
      reason('case-fields-required'),
    );
    await change(id, { status: 'closed' });
  });
});

describe('merging and splitting', () => {
  it('gives the case that stays what it lacks, and takes it back where that is undone', async () => {
    await add('École');
    await add('Année');
    await add('Remarque');
    const [from, into] = [await open('Un'), await open('Deux')];
    await put(from, { ecole: 'Pasteur', annee: '2025', remarque: 'Fratrie' });
    await put(into, { ecole: 'Jules Ferry' });

    const { moveId } = await as(ana, (tx) => mergeCase(tx, ana, { fromId: from, intoId: into }));

    expect(await fieldsIn(into)).toEqual([
      ['ecole', 'Jules Ferry', 'asked'],
      ['annee', '2025', 'asked'],
      ['remarque', 'Fratrie', 'asked'],
    ]);
    expect(await found('champ:remarque=fratrie')).toEqual(['Deux']);
    await put(into, { annee: '2026' });
    await as(ana, (tx) => undoMove(tx, ana, { caseId: from, moveId }));
    expect((await fieldsIn(into)).map(([, value]) => value)).toEqual(['Jules Ferry', '2026', null]);
    expect((await fieldsIn(from)).map(([, value]) => value)).toEqual(['Pasteur', '2025', 'Fratrie']);
  });

  it('keeps since when the case has had a value, and begins anew with another one', async () => {
    await add('Montant', { kind: 'number' });
    const [from, into] = [await open('Un'), await open('Deux')];
    const since = async (caseId: string) =>
      (await valuesOfCases(town.database, [caseId])).get(caseId)?.map(({ filledAt }) => filledAt.toISOString());
    const on = async (day: string, values: Record<string, CaseFieldValue | null>, caseId = from) => {
      town.database.clock = () => new Date(`${day}T10:00:00Z`);
      await put(caseId, values);
    };

    try {
      await on('2031-03-01', { montant: 5 });
      await on('2031-03-02', { montant: 5 });
      expect(await since(from)).toEqual(['2031-03-01T10:00:00.000Z']);
      await on('2031-03-03', { montant: 6 });
      expect(await since(from)).toEqual(['2031-03-03T10:00:00.000Z']);
      town.database.clock = () => new Date('2031-03-04T10:00:00Z');
      await as(ana, (tx) => mergeCase(tx, ana, { fromId: from, intoId: into }));
      expect(await since(into)).toEqual(['2031-03-03T10:00:00.000Z']);
    } finally {
      town.database.clock = () => new Date();
    }
  });

  it('leaves the fields of a part empty', async () => {
    await add('École');
    const id = await open('Inscription');
    await put(id, { ecole: 'Pasteur' });
    const entryId = await as(ana, (tx) => addNote(tx, ana, { caseId: id, note: { text: 'Autre', mentions: [] } }));

    const { intoId } = await as(ana, (tx) => splitCase(tx, ana, { fromId: id, wanted: { entryIds: [entryId] } }));

    expect(await fieldsIn(intoId)).toEqual([['ecole', null, 'asked']]);
  });
});

describe('the filter by a field', () => {
  beforeAll(async () => {
    school = await typeOf('Filtres');
    await add('Rentrée', { kind: 'number' });
    await add('École voulue');
    await add('Niveau', {
      kind: 'choices',
      options: ['CP', 'CE1'].map((name) => ({ label: label(name, `Year ${name}`) })),
    });
    await add('Fratrie', { kind: 'yes-no' });
    await add('Né le', { kind: 'date' });
    await add('Détail', { kind: 'long-text' });
    const [one, two] = [await open('Un'), await open('Deux')];
    await open('Trois');
    await open('Quatre', null);
    const both = { rentree: 2026, fratrie: true };
    await put(one, { ...both, ecole_voulue: 'École Pasteur', niveau: ['cp', 'ce1'], ne_le: '2020-02-29' });
    await put(two, { ...both, fratrie: false, niveau: ['ce1'], detail: 'Long' });
  });

  it.each([
    ['champ:rentree=2026', ['Deux', 'Un']],
    ['field:rentree=2 026,0', []],
    ['field:"rentree=2 026,0"', ['Deux', 'Un']],
    ['champ:rentree=2025', []],
    ['champ:ecole_voulue="ecole  pasteur"', ['Un']],
    ['champ:ecole_voulue=pasteur', []],
    ['champ:niveau=cp', ['Un']],
    ['champ:"niveau=Year CE1"', ['Deux', 'Un']],
    ['champ:fratrie=oui', ['Un']],
    ['field:fratrie=no', ['Deux']],
    ['champ:ne_le=29/02/2020', ['Un']],
    ['champ:ne_le=2020-02-29', ['Un']],
    ['champ:detail', ['Deux']],
    ['champ:niveau=ce1 champ:fratrie=oui', ['Un']],
    ['champ:__proto__=x', []],
    ['champ:constructor', []],
    ['champ:%', []],
  ])('“%s” finds what has it, and nothing else', async (q, subjects) => expect(await found(q)).toEqual(subjects));

  it('finds what has an option by the name that this has today, however it was called when it was chosen', async () => {
    const kind = await add('Nature', { type: roads, kind: 'choice', options: [{ label: label('Trou', 'Hole') }] });
    await put(await open('Nid-de-poule', roads), { nature: 'trou' });
    await edit(kind, { options: [{ key: 'trou', label: label('Nid de  poule', 'Pothole') }] });

    expect(await found('champ:"nature=Nid de poule"')).toEqual(['Nid-de-poule']);
    expect(await found('champ:nature=pothole')).toEqual(['Nid-de-poule']);
    expect(await found('champ:nature=hole')).toEqual([]);
  });

  // Threats: A022.
  it('finds nothing of what its reader may not see', async () => {
    expect(await found('champ:rentree=2026', otto)).toEqual([]);
  });

  it('is read by its index where few of many cases have the value', async () => {
    // Counting them would take long, and is not what is asked.
    await town.database.execute(`alter table cases disable trigger user`);
    await town.database.execute(
      `insert into cases select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'reference', 'GCH-2026-9' || n,
         'field_terms', case n % 500 when 0 then '["rue=rare"]'::jsonb else '["rue=autre"]' end, 'last_entry_at', now() - n * interval '1 minute'))).*
       from cases c, generate_series(1, 10000) n where c.subject = 'Trois'`,
    );
    await town.database.execute('analyze cases');
    const sql = (terms: string) =>
      `explain select id from cases where field_terms && array['${terms}'] and field_terms <> '{}' and status = 'open' order by last_entry_at desc limit 50`;
    const planOf = async (terms: string) =>
      (await town.database.query<{ 'QUERY PLAN': string }>(sql(terms))).map((row) => row['QUERY PLAN']).join('\n');

    expect(await planOf('rue=rare')).toContain('cases_field_terms');
    // What most cases have is read in the order of the list, and no further than its page.
    expect(await planOf('rue=autre')).toContain('cases_status');
  });
});
