import type { Principal } from '@guichet/access';
import type { Tx } from '@guichet/database';
import { findOrphans } from '../../../../test/support/find-orphans.js';
import { openCase } from '../../../../test/support/open-case.js';
import { TestTown } from '../../../../test/support/test-town.js';
import { mergeCase } from '../moving/move-split-merge.js';
import { undoMove } from '../moving/undo-move.js';
import { addNote } from '../verbs/add-note.js';
import { updateCase } from '../verbs/update-case.js';
import { search } from './search.js';

let town: TestTown;
let teams: Record<'parks' | 'roads', string>;
/** Who sees both teams moves cases; so many others are there that each of the agents of one team sees a small part of all. */
let both: Principal;
let parks: Principal;
let roads: Principal;

beforeAll(async () => {
  town = await TestTown.build();
  teams = { parks: await town.team('Parks'), roads: await town.team('Roads') };
  [parks, roads] = [await town.agent('Paul', [teams.parks]), await town.agent('Rose', [teams.roads])];
  both = await town.agent('Bea', [teams.parks, teams.roads]);
  const others = await town.agent('Otto', [await town.team('Others')]);
  for (let n = 0; n < 20; n += 1) await openCase(town, others, 'Autre demande');
});
afterAll(() => town.close());

const as = <Result>(who: Principal, work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);

/** Who of the two teams finds a case by a word. */
async function finders(word: string): Promise<string[]> {
  const found: string[] = [];
  for (const [name, who] of [
    ['parks', parks],
    ['roads', roads],
  ] as const)
    if ((await search(town.database, who, { q: word, limit: 5 })).hits.length > 0) found.push(name);
  return found;
}
const toTeam = (caseId: string, team: keyof typeof teams) =>
  as(both, (tx) => updateCase(tx, both, { id: caseId, wanted: { teamId: teams[team] } }));

/** A file of a note of a case, of whose text nobody has read anything yet. Returns its id. */
async function attach(caseId: string): Promise<string> {
  await as(both, (tx) => addNote(tx, both, { caseId, note: { text: 'Voir le plan.', mentions: [] } }));
  return attachToLast(caseId);
}
async function attachToLast(caseId: string): Promise<string> {
  const [file] = await town.database.source.query<{ id: string }[]>(
    `with made as (
       insert into attachment (id, name, type, size, entry_id, case_id)
       select uuidv7(), 'plan.pdf', 'application/pdf', 1, id, case_id from timeline_entry where case_id = $1 order by position desc limit 1 returning id)
     insert into attachment_text (attachment_id, state) select id, 'waiting' from made returning attachment_id as id`,
    [caseId],
  );
  return file!.id;
}
const STORE = `update attachment_text set state = 'read', text = $2::text, search = to_tsvector('guichet', $2::text) where attachment_id = $1`;
const store = (file: string, text: string) => town.database.execute(STORE, [file, text]);

describe('the text of a file', () => {
  it('is found by the team that has its case, also where that went there before the text was read', async () => {
    const [before, after] = [await openCase(town, parks, 'Haie'), await openCase(town, parks, 'Banc')];
    await store(await attach(before), 'lampadaire');
    const unread = await attach(after);
    expect(await finders('lampadaire')).toEqual(['parks']);
    await toTeam(before, 'roads');
    await toTeam(after, 'roads');
    await store(unread, 'passerelle');
    expect([await finders('lampadaire'), await finders('passerelle')]).toEqual([['roads'], ['roads']]);
    await toTeam(before, 'parks');
    expect(await finders('lampadaire')).toEqual(['parks']);
    expect(await findOrphans(town.database.query)).toEqual([]);
  });

  it('goes with its entry to a case of another team, and back', async () => {
    const [fromId, intoId] = [await openCase(town, parks, 'Pelouse'), await openCase(town, roads, 'Fossé')];
    await store(await attach(fromId), 'kiosque');
    const { moveId } = await as(both, (tx) => mergeCase(tx, both, { fromId, intoId }));
    expect(await finders('kiosque')).toEqual(['roads']);
    await as(both, (tx) => undoMove(tx, both, { caseId: intoId, moveId }));
    expect(await finders('kiosque')).toEqual(['parks']);
    expect(await findOrphans(town.database.query)).toEqual([]);
  });

  it.each(['the text', 'the move'])(
    'is found by the team of its case where both were under way and %s was first',
    async (first) => {
      const caseId = await openCase(town, parks, 'Allée');
      const [file, word] = [await attach(caseId), first === 'the text' ? 'fontaine' : 'belvédère'];
      const storing = (tx: Pick<Tx, 'query'>) => tx.query(STORE, [file, word]);
      const moving = (tx: Tx) => updateCase(tx, both, { id: caseId, wanted: { teamId: teams.roads } });
      const [one, other] = first === 'the text' ? [storing, moving] : [moving, storing];
      await town.commitWhenBlocked(both, one, () => as(both, async (tx) => void (await other(tx))));
      expect(await finders(word)).toEqual(['roads']);
      expect(await findOrphans(town.database.query)).toEqual([]);
    },
  );
});

/** As `attach`, of a note of 2024. */
async function attachFormerly(caseId: string): Promise<string> {
  await town.database.execute(
    `insert into timeline_entry (id, case_id, position, kind, at, actor_kind, actor_name, data)
     select uuidv7(), id, last_position + 1, 'note', '2024-03-01', 'system', 'Test', '{"text": "Voir le plan.", "mentions": []}' from cases where id = $1`,
    [caseId],
  );
  const file = await attachToLast(caseId);
  await town.database.execute(`update cases set last_position = last_position + 1 where id = $1`, [caseId]);
  return file;
}

// Of each case, the newest few files are looked at.
describe('the oldest of five files of a case', () => {
  it.each([
    ['is of the time that is asked for', 'verrière', 'avant:2025-01-01'],
    ['can be opened', 'orangerie', ''],
  ])('is found where it alone %s', async (_, word, filter) => {
    const caseId = await openCase(town, parks, 'Serre');
    await store(await attachFormerly(caseId), word);
    for (let n = 0; n < 4; n += 1) {
      const file = await attach(caseId);
      await store(file, word);
      if (filter === '') await town.database.execute(`update attachment set state = 'lost' where id = $1`, [file]);
    }
    expect(await finders(`${word} ${filter}`)).toEqual(['parks']);
    expect(await finders(`${word} avant:2024-01-01`)).toEqual([]);
  });
});
