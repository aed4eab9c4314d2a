import type { Principal } from '@guichet/access';
import type { Tx } from '@guichet/database';
import { from, receive, type Intake } from '../../../../test/support/receive-messages.js';
import { TestTown } from '../../../../test/support/test-town.js';
import { signAddressToken } from '../../../messages/src/signed-address-token.js';
import { timeline } from '../timeline/timeline.queries.js';
import { mergeCase, moveEntries } from './move-split-merge.js';
import { undoMove } from './undo-move.js';

let town: TestTown;
let ana: Principal;
let mailbox: Intake;
let now = Date.parse('2026-03-02T08:00:00Z');

beforeAll(async () => {
  town = await TestTown.build();
  const team = await town.team('Streets');
  ana = await town.agent('Ana', [team]);
  mailbox = await town.mailbox(team);
  town.database.clock = () => new Date(now);
});
afterAll(() => town?.close());

const as = <Result>(work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: ana.id, name: ana.name }, work);
/** A citizen writes by mail, so many minutes after the last step: to a case, or about a matter of their own. */
const write = async (name: string, body: string, { after = 1, to }: { after?: number; to?: string } = {}) => {
  now += after * 60_000;
  const threadKeys = to ? [`reply:${signAddressToken(town.keyring, 'reply', to)}`] : [];
  return (await receive(town, mailbox, from('email', `${name}@citizen.test`, { name, body, threadKeys })))[0]!;
};
const messagesIn = async (caseId: string) =>
  (await timeline(town.database, ana, { caseId, query: { limit: 100 } })).items.filter(
    ({ kind }) => kind === 'message',
  );
const textsIn = async (caseId: string) =>
  (await messagesIn(caseId)).map((entry) => (entry.kind === 'message' ? entry.text : ''));
const moved = async (fromId: string, intoId: string) => {
  const entryIds = (await messagesIn(fromId)).map(({ id }) => id);
  return as((tx) => moveEntries(tx, ana, { fromId, wanted: { entryIds, intoId } }));
};
const merged = (fromId: string, intoId: string) => as((tx) => mergeCase(tx, ana, { fromId, intoId }));
const undone = ({ intoId, moveId }: { intoId: string; moveId: string }) =>
  as((tx) => undoMove(tx, ana, { caseId: intoId, moveId }));

describe('a message that was received by a server whose clock is behind', () => {
  it.each([
    ['the move of that one', moved],
    ['the merge of its case', merged],
  ])('stands behind the message with which it goes on, once %s is undone', async (_, bring) => {
    const [lamp, hole] = [await write('lea', 'The lamp'), await write('max', 'The hole')];
    const move = await bring(hole, lamp);
    await write('max', 'It grows', { to: lamp, after: -1 });
    await write('max', 'It has grown', { to: lamp, after: 0 });
    expect(await undone(move)).toMatchObject({ returned: 2, stayed: 0 });
    expect(await textsIn(hole)).toEqual(['The hole', 'It grows', 'It has grown']);
    expect(await textsIn(lamp)).toEqual(['The lamp']);
  });
});

describe('a message that is back in its case, from which it was moved earlier', () => {
  it('stays there when the move by which another one of its writer came there meanwhile is undone', async () => {
    const lamp = await write('lea', 'The lamp');
    await write('max', 'It is dark', { to: lamp });
    const hole = await write('max', 'The hole');
    const earlier = await moved(hole, lamp);
    const [, dark] = await messagesIn(lamp);
    const wanted = { entryIds: [dark!.id], intoId: hole };
    const later = await as((tx) => moveEntries(tx, ana, { fromId: lamp, wanted }));
    await undone(earlier);
    expect(await textsIn(hole)).toEqual(['It is dark', 'The hole']);
    expect(await undone(later)).toMatchObject({ returned: 0 });
    expect([await textsIn(lamp), await textsIn(hole)]).toEqual([['The lamp', 'It is dark'], ['The hole']]);
  });
});
