import type { Permission } from '@guichet/contracts';
import { Failure } from '@guichet/platform';
import { grantOfWord, type Grant } from './grants.js';
import { reach, type Principal } from './principal.js';
import { parameters, Scope, scope, scopeOrNone } from './scope.js';

const principal = (role: Principal['role'], ...teamIds: string[]): Principal =>
  ({
    grants: [grantOfWord(role)],
    teamIds,
    brokenGlass: [],
    scopes: null,
    id: 'ana',
    name: 'Ana',
  }) as unknown as Principal;

describe('a scope', () => {
  const ana = { id: 'ana', brokenGlass: ['opened'] };
  const roads = Scope.of(ana, ['roads']);
  const inTeam = (teamId: string) => ({ id: 'case', teamId, restrictedTo: null });

  it('admits the cases of its teams, or all of them', () => {
    expect([roads, Scope.whole].map((one) => one.admits(inTeam('roads')))).toEqual([true, true]);
    expect([roads, Scope.whole].map((one) => one.admits(inTeam('schools')))).toEqual([false, true]);
    expect([roads, Scope.whole].map((one) => one.admitsAny([]))).toEqual([false, true]);
  });

  it('says its condition once per statement, in one text whatever the teams', () => {
    const textOf = (one: Scope) => {
      const { values, bind } = parameters('id');
      return [`${one.sql('c', bind)} and ${one.sqlAny('v.team_ids', bind)}`, values];
    };
    const text = (keys: string) =>
      '(($2::uuid[] is null or c.team_id = any($2)) and ' +
      `(c.restricted_to is null or ${keys}::uuid[] is null or c.restricted_to && ${keys} or c.id = any(${keys}))) and ` +
      '($2::uuid[] is null or v.team_ids && $2)';
    expect(textOf(roads)).toEqual([text('$3'), ['id', ['roads'], ['ana', 'opened']]]);
    expect(textOf(Scope.of(ana, null))).toEqual([text('$3'), ['id', null, ['ana', 'opened']]]);
    expect(textOf(Scope.whole)).toEqual([text('$2'), ['id', null]]);
  });

  it('keeps its placeholder apart from that of another scope in the same statement', () => {
    const { values, bind } = parameters();
    expect([roads, Scope.of(ana, ['roads']), roads].map((one) => one.sqlTeam('t', bind).slice(0, 3))).toEqual([
      '($1',
      '($2',
      '($1',
    ]);
    expect(values).toHaveLength(2);
  });

  it('names its teams one by one for statements that read queue by queue', () => {
    const { values, bind } = parameters();
    expect(Scope.of(ana, ['a', 'b']).sqlTeams(bind)).toBe('(values ($1::uuid), ($2::uuid))');
    expect(values).toEqual(['a', 'b']);
    expect(Scope.whole.sqlTeams(bind)).toBe('(select id from team)');
  });

  it('keeps restricted cases from all but those who are named, and those who have broken the glass', () => {
    const bob = { id: 'bob', brokenGlass: [] };
    const restricted = (id: string, teamId = 'roads') => ({ id, teamId, restrictedTo: ['ana'] });
    const scopes = [roads, Scope.of(bob, ['roads']), Scope.of(bob, null), Scope.of(ana, ['schools']), Scope.whole];
    expect(scopes.map((one) => one.admits(restricted('case')))).toEqual([true, false, false, false, true]);
    const opened = { id: 'opened', teamId: 'roads', restrictedTo: ['bob'] };
    expect(scopes.map((one) => one.admits(opened))).toEqual([true, true, true, false, true]);
    expect(Scope.around({ id: 'case', teamId: 'roads' }).admits(restricted('case'))).toBe(true);
    expect(Scope.around({ id: 'other', teamId: 'roads' }).admits(restricted('case'))).toBe(false);
    // Narrowed, it knows the same.
    expect(scopes.map((one) => one.within('roads').admits(restricted('case')))).toEqual([
      true,
      false,
      false,
      false,
      true,
    ]);
  });

  it('is narrowed to what it admits of some teams', () => {
    expect(Scope.of(ana, ['a', 'b']).within(['b', 'c']).rooms()).toEqual(['team:b']);
    expect(Scope.whole.within('c').rooms()).toEqual(['team:c']);
    expect(roads.within('c').isEmpty).toBe(true);
    expect(roads.within(null)).toBe(roads);
  });

  it('knows the rooms that hear of it', () => {
    expect(Scope.whole.rooms()).toEqual(['all-teams']);
    expect(Scope.of(ana, ['a', 'b']).rooms()).toEqual(['team:a', 'team:b']);
  });
});

describe('the scope of a permission', () => {
  it('reaches the own teams of an agent, and every team for an administrator', () => {
    expect(scope(principal('agent', 'roads'), 'case.read').isWhole).toBe(false);
    expect(scope(principal('administrator'), 'case.read').isWhole).toBe(true);
  });

  it('refuses whom the permission does not reach at all', () => {
    expect(() => scope(principal('agent', 'roads'), 'agent.manage')).toThrow(Failure);
  });
});

describe('the reach of what is held', () => {
  const held = (how: Grant['reach'], permissions: Permission[], teamIds: string[] = []): Grant => ({
    ...grantOfWord('agent'),
    ...{ reach: how, permissions, teamIds },
  });
  const who = (grants: Grant[], scopes: Principal['scopes'] = null) =>
    ({ id: 'ana', grants, teamIds: ['roads'], brokenGlass: [], scopes }) as unknown as Principal;

  it.each<[what: string, Grant[], Permission, expected: unknown]>([
    ['nothing', [], 'case.read', 'nowhere'],
    ['another permission', [held('all-teams', ['case.note'])], 'case.read', 'nowhere'],
    ['it for all teams', [held('all-teams', ['case.read'])], 'case.read', 'everywhere'],
    ['it for their own teams', [held('own-teams', ['case.read'])], 'case.read', { teamIds: ['roads'] }],
    ['it for given teams', [held('teams', ['case.read'], ['taxes'])], 'case.read', { teamIds: ['taxes'] }],
    [
      'it twice',
      [held('own-teams', ['case.read']), held('teams', ['case.read'], ['taxes', 'roads'])],
      'case.read',
      { teamIds: ['roads', 'taxes'] },
    ],
    [
      'it for teams, and for all',
      [held('own-teams', ['case.read']), held('all-teams', ['case.read'])],
      'case.read',
      'everywhere',
    ],
    ['what all share, for a team', [held('teams', ['template.approve'], ['taxes'])], 'template.approve', 'everywhere'],
    ['what concerns every team, for one', [held('teams', ['agent.manage'], ['taxes'])], 'agent.manage', 'nowhere'],
    ['what concerns every team, for all', [held('all-teams', ['agent.manage'])], 'agent.manage', 'everywhere'],
  ])('of whoever holds %s', (_, grants, permission, expected) => {
    expect(reach(who(grants), permission)).toEqual(expected);
  });

  it('is never further than the scopes of a token', () => {
    const all = [held('all-teams', ['case.read', 'case.reply'])];
    expect(reach(who(all, ['cases:read']), 'case.read')).toBe('everywhere');
    expect(reach(who(all, ['cases:read']), 'case.reply')).toBe('nowhere');
  });

  it('is a scope of its own for what goes on without it', () => {
    expect(scopeOrNone(who([]), 'case.read')).toBeNull();
    expect(scopeOrNone(who([held('own-teams', ['case.read'])]), 'case.read')?.rooms()).toEqual(['team:roads']);
    expect([Scope.none.isEmpty, Scope.none.isWhole, Scope.none.rooms()]).toEqual([true, false, []]);
  });
});
