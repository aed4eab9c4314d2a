import { shippedRole } from '@guichet/contracts';
import { missingChoice, rightsWithoutReach, usualReach } from './role-and-reach.js';

const none = { teamIds: [], sectorIds: [] };

it('means a role for the agent’s teams, save where that would give too much or nothing', () => {
  expect((['supervisor', 'dpo', null] as const).map(usualReach)).toEqual(['own-teams', 'own-teams', 'own-teams']);
  expect([usualReach('administrator'), usualReach('contractor')]).toEqual(['all-teams', 'assigned-cases']);
});

it('misses the teams or the sectors that the reach asks for, and no others', () => {
  expect(missingChoice({ reach: 'teams', ...none, sectorIds: ['s'] })?.field).toBe('teamIds');
  expect(missingChoice({ reach: 'sectors', ...none, teamIds: ['t'] })?.field).toBe('sectorIds');
  expect(missingChoice({ reach: 'teams', ...none, teamIds: ['t'] })).toBeNull();
  expect(missingChoice({ reach: 'own-teams', ...none })).toBeNull();
});

it('names the rights that a role has for the whole organisation alone', () => {
  const { permissions } = shippedRole('supervisor');
  expect(rightsWithoutReach(permissions, 'all-teams')).toEqual([]);
  expect(rightsWithoutReach(permissions, 'own-teams')).toContain('quarantine.read');
  expect(rightsWithoutReach(permissions, 'own-teams')).not.toContain('case.read');
  expect(rightsWithoutReach(shippedRole('case-worker').permissions, 'teams')).toEqual([]);
});
