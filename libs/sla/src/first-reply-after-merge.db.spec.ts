import { caseDetail, mergeCase, undoMove } from '@guichet/cases';
import { SlaTown } from '../../../test/support/sla-town.js';
import { mail } from '../../../test/support/test-town.js';

let hall: SlaTown;

beforeAll(async () => {
  hall = await SlaTown.build();
});
afterAll(() => hall.close());
beforeEach(() => hall.reset());

const merge = async (fromId: string, intoId: string): Promise<string> => {
  const { root } = hall.people;
  const { moveId } = await hall.as(root, (tx) => mergeCase(tx, root, { fromId, intoId }));
  await hall.readLog();
  return moveId;
};
/** Until when those were to be answered who wait in a case, by the first part of their address. */
const dues = async (id: string) => {
  const { unansweredCitizens } = await caseDetail(hall.town.database, hall.people.ana, { id });
  return Object.fromEntries(
    unansweredCitizens.map(({ address, firstReplyDueAt }) => [address!.split('.')[0]!, firstReplyDueAt]),
  );
};
const dueAt = async (id: string) => (await hall.due(id)).at!.toISOString();
const writes = async (name: string) => {
  const id = await hall.newCase(mail(`${name}.${(people += 1)}@citizen.test`));
  hall.wait(1);
  return id;
};
let people = 0;

it.each(['older', 'younger'])('who waits in a merged case is to be answered as before, be what goes the %s case', async (which) => {
  const [first, second] = [await writes('first'), await writes('second')];
  const expected = { first: await dueAt(first), second: await dueAt(second) };
  expect(expected.first).not.toBe(expected.second);
  const [from, into] = which === 'older' ? [first, second] : [second, first];
  const moveId = await merge(from, into);
  expect(await dues(into)).toEqual(expected);
  const { root } = hall.people;
  await hall.as(root, (tx) => undoMove(tx, root, { caseId: into, moveId }));
  await hall.readLog();
  await merge(from, into);
  expect(await dues(into)).toEqual(expected);
}); // prettier-ignore

it('who wrote last is to be answered as before once two older cases have come one after the other', async () => {
  const [first, second, third] = [await writes('first'), await writes('second'), await writes('third')];
  const expected = { first: await dueAt(first), second: await dueAt(second), third: await dueAt(third) };
  await merge(second, third);
  await merge(first, third);
  expect(await dues(third)).toEqual(expected);
});
