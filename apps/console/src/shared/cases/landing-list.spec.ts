import { shippedRole, type Role, type RoleKey } from '@guichet/contracts';
import { isLandingList, landingList } from './landing-list.js';

describe('the list with which a day begins', () => {
  it.each<[RoleKey, Role, object]>([
    ['case-worker', 'agent', { view: 'mine', search: {} }],
    ['contractor', 'agent', { view: 'mine', search: {} }],
    ['supervisor', 'supervisor', { view: 'all', search: { due: 'late', sort: 'due' } }],
    ['administrator', 'administrator', { view: 'all', search: {} }],
    ['auditor', 'agent', { view: 'all', search: {} }],
    ['expert', 'agent', { view: 'all', search: {} }],
  ])('of a %s is their own', (key, role, expected) => {
    const { permissions } = shippedRole(key);

    const list = landingList({ role, permissions });

    expect(list).toEqual(expected);
  });

  it('is known as such while it is narrowed as it was at first', () => {
    const { permissions } = shippedRole('supervisor');
    const is = (view: 'all' | 'mine', search: object) =>
      isLandingList({ view, search }, { role: 'supervisor', permissions });

    expect(is('all', { due: 'late', sort: 'due', q: undefined })).toBe(true);
    expect(is('all', { due: 'late', sort: 'due', tag: 'eau' })).toBe(false);
    expect(is('all', { due: 'late' })).toBe(false);
    expect(is('mine', { due: 'late', sort: 'due' })).toBe(false);
    expect(isLandingList({ view: 'all', search: {} }, { role: 'administrator', permissions })).toBe(false);
  });
});
