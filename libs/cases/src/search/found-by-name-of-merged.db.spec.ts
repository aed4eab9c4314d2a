import type { Principal } from '@guichet/access';
import type { Tx } from '@guichet/database';
import { TestTown } from '../../../../test/support/test-town.js';
import { caseDetail } from '../inbox/case-detail.queries.js';
import { mergeCase } from '../moving/move-split-merge.js';
import { addNote } from '../verbs/add-note.js';
import { mergePeople } from '../verbs/merge-people.js';
import { openCase } from '../verbs/open-case-by-hand.js';
import { search } from './search.js';

let town: TestTown;
let ana: Principal;

beforeAll(async () => {
  town = await TestTown.build();
  ana = await town.agent('Ana', [await town.team('Écoles')]);
});
afterAll(() => town.close());

const as = <Result>(work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: ana.id, name: ana.name }, work);
let calls = 0;
const called = (citizenName: string, subject: string) => {
  calls += 1;
  return as((tx) => openCase(tx, ana, { subject, citizenName, address: `+336399812${10 + calls}` }));
};
/** Of each case that is found: its name, and its passage, in which words are marked. */
const found = async (q: string) =>
  (await search(town.database, ana, { q, limit: 10 })).hits.map((hit) => [
    hit.case.citizen?.name,
    hit.snippet.map((piece) => (piece.hit ? `<${piece.text}>` : piece.text)).join(''),
  ]);

describe('a case that is found by the name of somebody who was merged', () => {
  it('says whose matter went into it, by the words that were typed', async () => {
    const [kept, merged] = [await called('Paul Durand', 'Cantine'), await called('Sophie Merle', 'Garderie')];
    await as((tx) => addNote(tx, ana, { caseId: merged, note: { text: 'Elle rappelle demain.', mentions: [] } }));
    await as((tx) => mergeCase(tx, ana, { fromId: merged, intoId: kept }));

    expect(await found('Sophie Merle')).toEqual([['Paul Durand', 'Garderie · <Sophie> <Merle>']]);
    expect(await found('merle')).toEqual([['Paul Durand', 'Garderie · Sophie <Merle>']]);
    expect(await found('garderie')).toEqual([['Paul Durand', '<Garderie> · Sophie Merle']]);
    expect(await found('rappelle')).toEqual([['Paul Durand', 'Elle <rappelle> demain.']]);
    // Its own name and subject stand in the row.
    expect(await found('Paul cantine')).toEqual([['Paul Durand', '']]);
  });

  it('says which name it had before its person got another one', async () => {
    const [one, other] = [await called('Jean Petit', 'Rue'), await called('Ursule Grand', 'Parc')];
    const personOf = async (id: string) => (await caseDetail(town.database, ana, { id })).citizen!.id;
    const merge = { citizenId: await personOf(other), intoId: await personOf(one), reason: 'One person' };
    await as((tx) => mergePeople(tx, ana, merge));

    expect(await found('Ursule')).toEqual([
      ['Jean Petit', '<Ursule> Grand'],
      ['Jean Petit', '<Ursule Grand>'],
    ]);
  });
});
