import type { CaseStep } from '@guichet/contracts';
import { isOwnChange, movedStep, pendingTicks, withPending } from './pending-ticks-and-step-order.js';

const step = (id: string, change: Partial<CaseStep> = {}): CaseStep => ({
  ...{ id, label: { en: id, fr: id }, required: false, of: 'type', done: null },
  ...change,
});
const mine = { at: '2026-11-25T09:00:00.000Z', by: { id: 'me', name: 'Ana' } };
const theirs = { at: '2026-11-25T08:00:00.000Z', by: { id: 'them', name: 'Bao' } };
const ticked = (id: string, done = true) => pendingTicks({}, { type: 'asked', id, done });

describe('a tick on its way', () => {
  it('shows at once, beside what a colleague has ticked meanwhile', () => {
    const shown = withPending([step('a'), step('b', { done: theirs })], ticked('a'), mine);

    expect(shown.map(({ done }) => done?.by.name)).toEqual(['Ana', 'Bao']);
  });

  it('leaves a step to whoever has ticked it first', () => {
    expect(withPending([step('a', { done: theirs })], ticked('a'), mine)[0]?.done).toEqual(theirs);
  });

  it('takes a tick back at once', () => {
    expect(withPending([step('a', { done: theirs })], ticked('a', false), mine)[0]?.done).toBeNull();
  });

  it('ends once the server has answered, and what was clicked since stays', () => {
    expect(pendingTicks(ticked('a'), { type: 'settled', id: 'a', done: true })).toEqual({});

    const again = pendingTicks(ticked('a'), { type: 'asked', id: 'a', done: false });
    expect(pendingTicks(again, { type: 'settled', id: 'a', done: true })).toEqual({ a: false });
  });
});

describe('taking a change back', () => {
  const [open, byMe, byThem] = [step('a'), step('a', { done: mine }), step('a', { done: theirs })];

  it.each([
    ['one’s own tick', open, byMe, true],
    ['a tick that a colleague was first to set', open, byThem, false],
    ['a tick that was there before', byMe, byMe, false],
    ['the removal of one’s own tick', byMe, open, true],
    ['the removal of a colleague’s tick', byThem, open, false],
    ['a tick of a step that is gone', byMe, undefined, false],
  ])('is offered only for what is one’s own: %s', (_, before, after, offered) => {
    expect(isOwnChange(before, after, 'me')).toBe(offered);
  });
});

describe('a step of the case itself', () => {
  const steps = [step('of-type'), step('a', { of: 'own' }), step('b', { of: 'own' })];

  it('moves among its like', () => {
    expect(movedStep(steps, 'b', -1)).toEqual(['b', 'a']);
    expect(movedStep(steps, 'a', 1)).toEqual(['b', 'a']);
  });

  it.each([
    ['a', -1],
    ['b', 1],
    ['of-type', 1],
  ] as const)('does not move where it cannot: %s by %s', (id, by) => {
    expect(movedStep(steps, id, by)).toBeUndefined();
  });
});
