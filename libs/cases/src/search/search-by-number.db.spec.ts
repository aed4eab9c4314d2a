import type { Principal } from '@guichet/access';
import { citizensBeginning } from '@guichet/citizens';
import { CaseQuery } from '@guichet/contracts';
import { TestTown } from '../../../../test/support/test-town.js';
import type { Tx } from '@guichet/database';
import { newId } from '@guichet/platform';
import { inbox } from '../inbox/inbox.queries.js';
import { mergeCase } from '../moving/move-split-merge.js';
import { addNote } from '../verbs/add-note.js';
import { openCase } from '../verbs/open-case-by-hand.js';
import { updateCase } from '../verbs/update-case.js';
import { search } from './search.js';

let town: TestTown;
let ana: Principal;
let bao: Principal;
let id: string;

beforeAll(async () => {
  town = await TestTown.build();
  const [schools, taxes] = [await town.team('Écoles'), await town.team('Impôts')];
  ana = await town.agent('Ana', [schools]);
  bao = await town.agent('Bao', [taxes]);
  id = await town.database.write({ kind: 'agent', id: ana.id, name: ana.name }, (tx) =>
    openCase(tx, ana, { subject: 'Cantine', address: '+33639980042', citizenName: 'Zoé Martin' }),
  );
});
afterAll(() => town.close());

const found = async (who: Principal, q: string) =>
  (await search(town.database, who, { q, limit: 10 })).hits.map((hit) => hit.case.id);
const listed = async (who: Principal, q: string) =>
  (await inbox(town.database, who, CaseQuery.parse({ q }))).items.map((item) => item.id);

describe('a telephone number', () => {
  // Threats: T07.
  it.each([
    '06 39 98 00 42',
    '06.39.98.00.42',
    '0639980042',
    '+33 6 39 98 00 42',
    '0033639980042',
    '06 39 98',
    '98 00 42',
    '980042',
  ])('typed as “%s” finds the case and the person of whoever called', async (q) => {
    expect([await found(ana, q), await listed(ana, q)]).toEqual([[id], [id]]);
    const [hit] = (await search(town.database, ana, { q, limit: 10 })).hits;
    expect(hit!.snippet).toEqual([{ text: '+33639980042', hit: true }]);
    expect((await citizensBeginning(town.database, ana, { q, limit: 10 })).items).toMatchObject([
      { name: 'Zoé Martin', handles: [{ type: 'phone', value: '+33639980042' }] },
    ]);
  });

  // Threats: A022.
  it('finds nothing for whoever may not see the case, and none that begins otherwise', async () => {
    expect([await found(bao, '06 39 98 00 42'), await listed(bao, '06 39 98 00 42')]).toEqual([[], []]);
    expect(await found(ana, '07 39 98 00 42')).toEqual([]);
    expect([await found(bao, '98 00 42'), await found(ana, '98 00 43')]).toEqual([[], []]);
  });

  it('narrows by whom it is from, by its last digits as well', async () => {
    expect([await found(ana, 'from:980042'), await found(ana, 'from:980043')]).toEqual([[id], []]);
  });
});

describe('a reference', () => {
  it('as people say it finds its case alone, in the search and in the list', async () => {
    const [row] = await town.database.query<{ reference: string }>('select reference from cases where id = $1', [id]);
    const [, year, number] = row!.reference.split('-');
    await town.database.write({ kind: 'agent', id: ana.id, name: ana.name }, (tx) =>
      openCase(tx, ana, { subject: 'Dossier de la cantine', citizenName: 'Odile' }),
    );
    for (const q of [
      `GCH ${year} ${number}`,
      `dossier n° ${Number(number)}`,
      `réf. ${number}`,
      `case ${Number(number)}`,
    ])
      expect([q, await found(ana, q), await listed(ana, q)]).toEqual([q, [id], [id]]);
    expect(await found(bao, `dossier n° ${Number(number)}`)).toEqual([]);
  });
});

describe('a telephone number in a message', () => {
  // Threats: T07.
  it.each(['06 39 98 77 66', '0639987766', '+33 6 39 98 77 66', '06.39.98.77.66'])(
    'is found as “%s”, and marked as it is written',
    async (q) => {
      const caseId = await town.database.write({ kind: 'agent', id: ana.id, name: ana.name }, async (tx) => {
        const openedId = await openCase(tx, ana, { subject: 'Rappel', citizenName: 'Odile' });
        await addNote(tx, ana, {
          caseId: openedId,
          note: { text: 'À rappeler au 06.39 98.77-66, merci', mentions: [] },
        });
        return openedId;
      });
      expect([(await found(ana, q))[0], (await listed(ana, q)).includes(caseId)]).toEqual([caseId, true]);
      const [hit] = (await search(town.database, ana, { q, limit: 10 })).hits;
      expect(hit!.snippet.find((piece) => piece.hit)).toEqual({ text: '06.39 98.77-66', hit: true });
      expect(await found(bao, q)).toEqual([]);
    },
  );
});

describe('what looks like a telephone number', () => {
  const noted = async (text: string) =>
    town.database.write({ kind: 'agent', id: ana.id, name: ana.name }, async (tx) => {
      const openedId = await openCase(tx, ana, { subject: 'Facture', citizenName: 'Odile' });
      await addNote(tx, ana, { caseId: openedId, note: { text, mentions: [] } });
      return openedId;
    });

  it('is found as it was typed, too: the number of a company, or what was indexed before it had one spelling', async () => {
    const company = await noted('SIREN 552 100 554');
    expect([await found(ana, '552 100 554'), await listed(ana, '552 100 554')]).toEqual([[company], [company]]);
    const old = await noted('Facture 0639985555');
    await town.database.execute(
      `update entry_words set search = to_tsvector('guichet', 'Facture 0639985555') where case_id = $1 and search @@ to_tsquery('guichet', '0639985555')`,
      [old],
    );
    expect([await found(ana, '0639985555'), await listed(ana, '0639985555')]).toEqual([[old], [old]]);
  });
});

describe('a case that was merged', () => {
  const number = '+33639981211';
  const as = <Result>(work: (tx: Tx) => Promise<Result>) =>
    town.database.write({ kind: 'agent', id: ana.id, name: ana.name }, work);
  const call = () =>
    as((tx) => openCase(tx, ana, { subject: 'Inscription', address: number, citizenName: 'Maryvonne' }));
  const hits = async (q: string) =>
    (await search(town.database, ana, { q, limit: 10 })).hits.map((hit) => ({
      id: hit.case.id,
      mergedFrom: hit.mergedFrom.map(({ reference }) => reference),
    }));
  const referenceOf = async (caseId: string) => {
    const [row] = await town.database.query<{ reference: string }>('select reference from cases where id = $1', [
      caseId,
    ]);
    return row!.reference;
  };

  it('is found under the one that it went into at last, by its number, its reference and its status', async () => {
    const [kept, second, third] = [await call(), await call(), await call()];
    await as((tx) => mergeCase(tx, ana, { fromId: third, intoId: second }));
    await as((tx) => mergeCase(tx, ana, { fromId: second, intoId: kept }));
    const [two, three] = [await referenceOf(second), await referenceOf(third)];

    expect(await hits('06 39 98 12 11')).toEqual([{ id: kept, mergedFrom: [three, two] }]);
    expect(await hits(three)).toEqual([{ id: kept, mergedFrom: [three] }]);
    expect(await hits('status:closed')).toEqual([]);
    expect(await hits('status:open Maryvonne')).toEqual([{ id: kept, mergedFrom: [] }]);
  });

  it('takes no place of another in a short list, whether words or filters are looked for', async () => {
    const older = await call();
    await as((tx) => updateCase(tx, ana, { id: older, wanted: { status: 'closed' } }));
    const kept = await call();
    for (let n = 0; n < 3; n += 1) {
      const merged = await call();
      await as((tx) => mergeCase(tx, ana, { fromId: merged, intoId: kept }));
    }

    const firstTwo = async (q: string) =>
      (await search(town.database, ana, { q, limit: 2, order: 'newest' })).hits.map((hit) => hit.case.id);
    expect(await firstTwo('status:closed')).toEqual([older]);
    expect(await firstTwo('Maryvonne')).toHaveLength(2);
    expect(await firstTwo('status:closed Maryvonne')).toEqual([older]);
  });

  it('shows no spam that it went into, but to whoever asks by its reference', async () => {
    const [kept, merged] = [await call(), await call()];
    await as((tx) => mergeCase(tx, ana, { fromId: merged, intoId: kept }));
    await town.database.execute(`update cases set status = 'spam' where id = $1`, [kept]);
    const reference = await referenceOf(merged);

    expect(await hits(reference)).toEqual([{ id: kept, mergedFrom: [reference] }]);
    expect((await hits('06 39 98 12 11')).map((hit) => hit.id)).not.toContain(kept);
    expect((await hits('Maryvonne')).map((hit) => hit.id)).not.toContain(kept);
  });

  it('is found itself by whoever may not see the other one', async () => {
    const [kept, merged] = [await call(), await call()];
    await as((tx) => mergeCase(tx, ana, { fromId: merged, intoId: kept }));
    const reference = await referenceOf(merged);
    await town.database.execute('update cases set restricted_to = array[$1]::uuid[] where id = $2', [newId(), kept]);

    expect(await hits(reference)).toEqual([{ id: merged, mergedFrom: [] }]);
  });
});
