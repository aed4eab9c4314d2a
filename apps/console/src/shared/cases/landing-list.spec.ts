import { shippedRole, type Role, type RoleKey } from '@guichet/contracts';
import { landingList } from './landing-list.js';

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
});
