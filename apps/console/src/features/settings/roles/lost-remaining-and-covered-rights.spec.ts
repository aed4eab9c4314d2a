import type { AgentRights, Permission, RightReason } from '@guichet/contracts';
import { coveringGrants, lostRights, remainingRights } from './lost-remaining-and-covered-rights.js';

const team = (id: string) => ({ id, name: id });
const by = (grantId: string, where: Partial<RightReason> = {}): RightReason => ({
  ...{ grantId, roleId: grantId, key: null, name: grantId, teams: null, sectors: null, assignedCases: false },
  validUntil: null,
  ...where,
});
const rights = (of: Partial<Record<Permission, RightReason[]>>): AgentRights['rights'] =>
  Object.entries(of).map(([permission, reasons]) => ({ permission: permission as Permission, reasons }));
const schools = { teams: [team('schools')] };

describe('what remains when a role is taken', () => {
  it('is what another role allows for the same teams, for all or for some of them', () => {
    const found = rights({
      'template.read': [by('worker'), by('supervisor'), by('clerk')],
      'case.close': [by('worker', schools), by('supervisor'), by('clerk', { teams: [team('roads')] })],
      'case.reply': [by('worker', schools)],
      'case.note': [by('supervisor')],
    });
    expect(remainingRights(found, 'worker')).toEqual([
      // For which teams it is, a permission of cases says.
      { reason: by('supervisor'), permissions: ['template.read', 'case.close'] },
      { reason: by('clerk'), permissions: ['template.read'] },
    ]);
    expect(remainingRights(found, 'nobody')).toEqual([]);
  });

  it('says the teams by a permission of cases, and takes assigned cases for those of any team', () => {
    const assigned = { teams: [], assignedCases: true };
    const found = rights({
      'template.read': [by('worker'), by('helper')],
      'case.read': [by('worker', schools), by('helper', assigned)],
    });
    expect(remainingRights(found, 'worker')).toEqual([
      { reason: by('helper', assigned), permissions: ['template.read', 'case.read'] },
    ]);
    expect(
      remainingRights(rights({ 'case.read': [by('a', schools), by('b', { teams: [team('roads')] })] }), 'a'),
    ).toEqual([]);
  });
});

describe('what is lost when a role is taken', () => {
  it('is what no other role allows, or only for fewer teams', () => {
    const found = rights({
      'case.read': [by('supervisor'), by('worker', schools)],
      'case.reply': [by('worker', schools), by('supervisor', { teams: [team('schools'), team('roads')] })],
      'case.close': [by('supervisor')],
      'template.read': [by('worker'), by('supervisor')],
      'template.approve': [by('supervisor')],
      'case.note': [by('worker', schools)],
    });
    expect(lostRights(found, 'supervisor')).toEqual(['case.read', 'case.reply', 'case.close', 'template.approve']);
    expect(lostRights(found, 'worker')).toEqual(['case.note']);
    expect(lostRights(found, 'nobody')).toEqual([]);
  });
});

describe('a role that changes nothing', () => {
  const found = rights({
    'case.read': [by('supervisor')],
    'case.close': [by('worker', schools)],
    'template.read': [by('worker')],
  });
  const within = (...teamIds: string[]) => ({ teamIds, assigned: false });
  const role = (...permissions: Permission[]) => ({ permissions });

  it('is one whose rights are held already for as many teams', () => {
    expect(coveringGrants(found, role('case.read', 'template.read'), within('schools'))).toEqual([
      by('supervisor'),
      by('worker'),
    ]);
    expect(coveringGrants(found, role('case.read', 'case.close'), within('schools'))).toEqual([
      by('supervisor'),
      by('worker', schools),
    ]);
  });

  it('is not one that adds a right, a team or what is assigned', () => {
    expect(coveringGrants(found, role('case.read', 'case.reply'), within('schools'))).toEqual([]);
    expect(coveringGrants(found, role('case.close'), within('schools', 'roads'))).toEqual([]);
    expect(coveringGrants(found, role('case.close'), { teamIds: null, assigned: false })).toEqual([]);
    expect(coveringGrants(found, role('case.close'), { teamIds: [], assigned: true })).toEqual([]);
    expect(coveringGrants(found, role('case.read'), { teamIds: [], assigned: true })).toEqual([by('supervisor')]);
    // Nothing is said before a team is chosen.
    expect(coveringGrants(found, role('case.read'), within())).toEqual([]);
  });

  it('asks for a right about the house only where it would be given for all teams', () => {
    const managing = role('case.read', 'agent.manage');
    expect(coveringGrants(found, managing, within('schools'))).toEqual([by('supervisor')]);
    expect(coveringGrants(found, managing, { teamIds: null, assigned: false })).toEqual([]);
  });
});
