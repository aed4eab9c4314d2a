import type { Principal } from '@guichet/access';
import type { Tx } from '@guichet/database';
import { findOrphans } from '../../../../test/support/find-orphans.js';
import { openCase } from '../../../../test/support/open-case.js';
import { from, receive, type Intake } from '../../../../test/support/receive-messages.js';
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
let mailbox: Intake;

beforeAll(async () => {
  town = await TestTown.build();
  teams = { parks: await town.team('Parks'), roads: await town.team('Roads') };
  [parks, roads] = [await town.agent('Paul', [teams.parks]), await town.agent('Rose', [teams.roads])];
  both = await town.agent('Bea', [teams.parks, teams.roads]);
  mailbox = await town.mailbox(teams.parks);
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
const note = (caseId: string, text: string) =>
  as(both, (tx) => addNote(tx, both, { caseId, note: { text, mentions: [] } }));
const toTeam = (caseId: string, team: keyof typeof teams) =>
  as(both, (tx) => updateCase(tx, both, { id: caseId, wanted: { teamId: teams[team] } }));

describe('the words of a case', () => {
  it('are found by the team that has it, whoever wrote them', async () => {
    const [id] = await receive(town, mailbox, from('email', 'zoe@example.org', { body: 'Un châtaignier est tombé.' }));
    await note(id!, 'Vu le bouleau.');
    expect([await finders('châtaignier'), await finders('bouleau')]).toEqual([['parks'], ['parks']]);
  });

  it('are found by the other team once the case goes there, and those that are written there as well', async () => {
    const id = await openCase(town, parks, 'Trottoir');
    await note(id, 'Vu le cèdre.');
    await toTeam(id, 'roads');
    await note(id, 'Vu le frêne.');
    expect([await finders('cèdre'), await finders('frêne')]).toEqual([['roads'], ['roads']]);
    await toTeam(id, 'parks');
    expect([await finders('cèdre'), await finders('frêne')]).toEqual([['parks'], ['parks']]);
  });

  it('are not written again where they were written with the team to which the case goes', async () => {
    const id = await openCase(town, parks, 'Pavés');
    const places = () => town.database.query(`select ctid from entry_words where case_id = '${id}'`);
    await town.database.execute(`update entry_words set team_id = '${teams.roads}' where case_id = '${id}'`);
    const before = await places();
    expect(before).toHaveLength(1);
    await toTeam(id, 'roads');
    expect(await places()).toEqual(before);
  });

  it('are found where an entry stands that was moved to a case of another team, and again where it came from', async () => {
    const [fromId, intoId] = [await openCase(town, parks, 'Haie'), await openCase(town, roads, 'Fossé')];
    await note(fromId, 'Vu le noisetier.');
    const { moveId } = await as(both, (tx) => mergeCase(tx, both, { fromId, intoId }));
    expect(await finders('noisetier')).toEqual(['roads']);
    await as(both, (tx) => undoMove(tx, both, { caseId: intoId, moveId }));
    expect(await finders('noisetier')).toEqual(['parks']);
    expect(await findOrphans(town.database.query)).toEqual([]);
  });
});
