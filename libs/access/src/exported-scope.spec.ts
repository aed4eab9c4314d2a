import type { Permission } from '@guichet/contracts';
import { Failure } from '@guichet/platform';
import { exportedPartOf, exportedScope } from './exported-scope.js';
import { grantOfWord, type Grant } from './grants-in-force.js';
import type { Principal } from './principal.js';

const held = (permission: Permission, how: Grant['reach'], ...teamIds: string[]): Grant => ({
  ...grantOfWord('agent'),
  ...{ permissions: [permission], reach: how, teamIds },
});
const holding = (...grants: Grant[]): Principal =>
  ({ id: 'ana', grants, teamIds: ['own'], brokenGlass: [], scopes: null }) as unknown as Principal;

const NOTHING = { teamIds: [], assigned: 'none' };

describe('how much somebody exports of what they read', () => {
  it.each<[string, Grant[], unknown]>([
    ['all of it', [held('case.read', 'own-teams'), held('export.cases', 'own-teams')], null],
    [
      'all of it, whatever they might export else',
      [held('case.read', 'own-teams'), held('export.cases', 'all-teams')],
      null,
    ],
    [
      'all of what is assigned to them',
      [held('case.read', 'assigned-cases'), held('export.cases', 'assigned-cases')],
      null,
    ],
    [
      'some teams',
      [held('case.read', 'all-teams'), held('export.cases', 'teams', 'roads')],
      { teamIds: ['roads'], assigned: 'none' },
    ],
    [
      'a team, of those that they read',
      [held('case.read', 'teams', 'roads', 'taxes'), held('export.cases', 'teams', 'taxes', 'own')],
      { teamIds: ['taxes'], assigned: 'none' },
    ],
    [
      'a team, and what is assigned to them',
      [held('case.read', 'all-teams'), held('export.cases', 'teams', 'roads'), held('export.cases', 'assigned-cases')],
      { teamIds: ['roads'], assigned: 'all' },
    ],
    [
      'what is assigned to them in a team',
      [held('case.read', 'assigned-cases'), held('export.cases', 'teams', 'roads')],
      { teamIds: [], assigned: 'some' },
    ],
    ['nothing of other teams', [held('case.read', 'own-teams'), held('export.cases', 'teams', 'roads')], NOTHING],
    ['nothing without the right to export', [held('case.read', 'all-teams')], NOTHING],
    ['nothing without the right to read', [held('export.cases', 'all-teams')], NOTHING],
  ])('is %s', (_, grants, part) => {
    const who = holding(...grants);
    expect(exportedPartOf(who, 'case.read')).toEqual(part);
    // What is described as nothing is refused, and nothing else is.
    const exporting = () => exportedScope(who, 'case.read');
    if (part === NOTHING) expect(exporting).toThrow(new Failure('not-permitted'));
    else expect(exporting().isEmpty).toBe(false);
  });

  it('is said of figures by teams alone', () => {
    const who = holding(
      held('metrics.read', 'teams', 'roads', 'taxes'),
      held('export.cases', 'teams', 'roads'),
      held('export.cases', 'assigned-cases'),
    );
    expect(exportedPartOf(who, 'metrics.read')).toEqual({ teamIds: ['roads'], assigned: 'none' });
    const assigned = holding(held('metrics.read', 'own-teams'), held('export.cases', 'assigned-cases'));
    expect(exportedPartOf(assigned, 'metrics.read')).toEqual(NOTHING);
    expect(() => exportedScope(assigned, 'metrics.read')).toThrow(new Failure('not-permitted'));
  });
});
