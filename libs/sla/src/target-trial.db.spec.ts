import type { Principal } from '@guichet/access';
import { SlaTargets, type SlaTarget } from '@guichet/contracts';
import { newId } from '@guichet/platform';
import { receive } from '../../../test/support/receive-messages.js';
import { SlaTown } from '../../../test/support/sla-town.js';
import { mail } from '../../../test/support/test-town.js';
import { tryTargets } from './target-trial.js';
import { saveTargets, targetsOf } from './targets.js';
import { recomputeUnfinishedCases } from './update-timers.js';

let hall: SlaTown;
let root: Principal;

beforeAll(async () => {
  hall = await SlaTown.build();
  ({ root } = hall.people);
});
afterAll(() => hall.close());

const hours = (value: number) => ({ value, unit: 'hours' as const });
const target = (times: Partial<SlaTarget>) => ({
  id: newId(),
  name: 'Écoles',
  teams: [hall.team],
  caseTypes: [],
  ...times,
});
const withOnTop = async (...added: object[]): Promise<SlaTargets> => {
  const saved = await targetsOf(hall.town.database);
  return SlaTargets.parse({ ...saved, targets: [...added, ...saved.targets] });
};
const attempt = async (targets: SlaTargets, who = root) =>
  tryTargets({ query: hall.town.database.query, now: hall.now }, who, targets);
/** A case whose first message was replied to, and of which another one waits. */
const replied = async () => {
  const message = mail('camille@citizen.test');
  const id = await hall.newCase(message);
  await hall.reply(id);
  await receive(hall.town, hall.box, mail('camille@citizen.test', { threadKeys: [`ref:${message.externalId}`] }));
  await hall.readLog();
  return id;
};

describe('a narrower target on top of the others', () => {
  it('gives its times alone: the others that ran end, and the trial has counted them before', async () => {
    await hall.setTarget({ 'first-response': hours(10), 'next-response': hours(10) });
    const first = await hall.newCase();
    const next = await replied();
    expect((await hall.due(next)).for).toBe('next-response');
    const narrower = await withOnTop(target({ 'first-response': hours(14) }));
    expect(await attempt(narrower)).toEqual({ checked: 2, unchecked: 0, moved: 1, lost: 1, gained: 0, late: 0 });
    // Nothing was changed by it.
    expect((await hall.due(next)).for).toBe('next-response');

    await hall.as(root, (tx) => saveTargets(tx, root, narrower));
    await hall.system((tx) => recomputeUnfinishedCases(tx, null, null));
    expect(await hall.due(next)).toEqual({ at: null, for: null });
    expect(await hall.due(first)).toEqual({ at: new Date('2026-03-04T09:00:00Z'), for: 'first-response' });
    expect(await attempt(await withOnTop())).toMatchObject({ checked: 0, moved: 0, lost: 0 });
  });

  it('is counted where it gives a case a time that it had not, and where it makes one late', async () => {
    hall.wait(4);
    const tighter = await withOnTop(target({ 'first-response': hours(1), resolution: hours(100) }));
    expect(await attempt(tighter)).toEqual({ checked: 2, unchecked: 0, moved: 1, lost: 0, gained: 2, late: 1 });
  });

  it('may be tried by those alone who may save it', async () => {
    await expect(attempt(await withOnTop(), hall.people.ana)).rejects.toMatchObject({ code: 'not-permitted' });
  });
});
