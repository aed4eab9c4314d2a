import { isInFilter, NO_FILTER } from './agent-filter.js';

const agent = { active: true, teamIds: ['roads'], roleIds: ['expert'], isInvited: false };
const matches = (wanted: Partial<typeof NO_FILTER>, changed: Partial<typeof agent> = {}) =>
  isInFilter({ ...NO_FILTER, ...wanted }, { ...agent, ...changed });

it('shows the agents of a team, and of a role, and everybody without a choice', () => {
  expect([matches({}), matches({ teamId: 'roads', roleId: 'expert' })]).toEqual([true, true]);
  expect([matches({ teamId: 'schools' }), matches({ roleId: 'dpo' })]).toEqual([false, false]);
  expect(matches({ teamId: 'roads', roleId: 'dpo' })).toBe(false);
});

it('has one state for each account: an invitation of a deactivated one is no longer waited for', () => {
  const states = (changed: Partial<typeof agent>) =>
    (['active', 'invited', 'inactive'] as const).filter((state) => matches({ state }, changed));
  expect([states({}), states({ isInvited: true }), states({ active: false, isInvited: true })]).toEqual([
    ['active'],
    ['invited'],
    ['inactive'],
  ]);
});
