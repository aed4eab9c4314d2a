import type { Permission } from '@guichet/contracts';
import { Failure } from '@guichet/platform';
import { grantOfWord, type Grant } from './grants-in-force.js';
import { commonScopes, permissionsOf, reach, type Principal } from './principal.js';
import { parameters, Scope, scope, scopeOrNone, type Bind } from './scope.js';

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
  const inTeam = (teamId: string) => ({ id: 'case', teamId, assigneeId: null, restrictedTo: null });

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
    const restricted = (id: string, teamId = 'roads') => ({
      ...{ id, teamId, assigneeId: null, restrictedTo: ['ana'] },
    });
    const scopes = [roads, Scope.of(bob, ['roads']), Scope.of(bob, null), Scope.of(ana, ['schools']), Scope.whole];
    expect(scopes.map((one) => one.admits(restricted('case')))).toEqual([true, false, false, false, true]);
    const opened = { id: 'opened', teamId: 'roads', assigneeId: null, restrictedTo: ['bob'] };
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

describe('a scope of what is assigned', () => {
  const ana = { id: 'ana', brokenGlass: [] };
  const alone = Scope.of(ana, [], true);
  const both = Scope.of(ana, ['roads'], true);
  const item = (teamId: string, assigneeId: string | null, restrictedTo: string[] | null = null) => ({
    ...{ id: 'case', teamId, assigneeId, restrictedTo },
  });
  const text = (one: Scope, say: (bind: Bind) => string) => {
    const { values, bind } = parameters();
    return [say(bind), values, one.isEmpty];
  };

  it('admits the cases that are assigned to the agent, whatever the team, and nothing else of a team', () => {
    const cases = [item('taxes', 'ana'), item('taxes', 'bob'), item('taxes', null), item('roads', null)];
    expect(cases.map((one) => alone.admits(one))).toEqual([true, false, false, false]);
    expect(cases.map((one) => both.admits(one))).toEqual([true, false, false, true]);
    expect([alone.admitsTeam('taxes'), alone.admitsAny(['taxes']), alone.isWhole, alone.isEmpty]).toEqual([
      ...[false, false, false, false],
    ]);
  });

  it('admits a restricted one only where the agent is named', () => {
    expect([item('taxes', 'ana', ['bob']), item('taxes', 'ana', ['ana'])].map((one) => alone.admits(one))).toEqual([
      ...[false, true],
    ]);
  });

  it('asks for the assignee first, or beside the teams', () => {
    const open = (keys: string) =>
      `(c.restricted_to is null or ${keys}::uuid[] is null or c.restricted_to && ${keys} or c.id = any(${keys}))`;
    expect(text(alone, (bind) => alone.sql('c', bind))).toEqual([
      `(c.assignee_id = $1::uuid and ${open('$2')})`,
      ['ana', ['ana']],
      false,
    ]);
    expect(text(both, (bind) => both.sql('c', bind))).toEqual([
      `((($2::uuid[] is null or c.team_id = any($2)) or c.assignee_id = $1::uuid) and ${open('$3')})`,
      ['ana', ['roads'], ['ana']],
      false,
    ]);
  });

  it('is narrowed to the assigned cases of some teams', () => {
    const taxes = both.within('taxes');
    expect([item('taxes', 'ana'), item('roads', 'ana'), item('taxes', null)].map((one) => taxes.admits(one))).toEqual([
      ...[true, false, false],
    ]);
    expect(taxes.within('roads').admits(item('roads', 'ana'))).toBe(false);
    expect([alone.within([]).isEmpty, alone.within('taxes').within('roads').isEmpty]).toEqual([true, true]);
    expect(text(taxes, (bind) => taxes.sqlCounted(bind))[0]).toBe(
      '(assignee_id = $1::uuid and team_id = any($2::uuid[]))',
    );
  });

  it('hears in a room of its own, and in those of its teams', () => {
    expect([alone.rooms(), both.rooms()]).toEqual([['assigned:ana'], ['team:roads', 'assigned:ana']]);
  });

  it('leaves the conditions of everybody else as they are', () => {
    const roads = Scope.of(ana, ['roads']);
    expect(text(roads, (bind) => roads.sqlCounted(bind))[0]).toBe('team_id in ($1)');
    expect(text(roads, (bind) => roads.sqlSomeOf('t.id', bind))[0]).toBe('($1::uuid[] is null or t.id = any($1))');
    expect([roads.ofTeams === roads, roads.ofAssignee]).toEqual([true, null]);
    // Every case is theirs anyway.
    expect(Scope.of(ana, null, true).rooms()).toEqual(['all-teams']);
  });
});

describe('what two permissions reach', () => {
  const ana = { id: 'ana', brokenGlass: [] };
  const item = (teamId: string, assigneeId: string | null = null) => ({
    id: 'case',
    teamId,
    assigneeId,
    restrictedTo: null,
  });
  const both = (one: Scope, other: Scope) => [one.narrowedBy(other), other.narrowedBy(one)];

  it('lies in both: of the teams, those of both', () => {
    for (const scope of both(Scope.of(ana, ['roads', 'taxes']), Scope.of(ana, ['taxes', 'schools']))) {
      expect(scope.rooms()).toEqual(['team:taxes']);
      expect(['roads', 'taxes', 'schools'].map((team) => scope.admits(item(team)))).toEqual([false, true, false]);
    }
    for (const scope of both(Scope.of(ana, null), Scope.of(ana, ['roads'])))
      expect(scope.rooms()).toEqual(['team:roads']);
    expect(Scope.of(ana, null).narrowedBy(Scope.of(ana, null)).isWhole).toBe(true);
    expect(Scope.of(ana, ['roads']).narrowedBy(Scope.none).isEmpty).toBe(true);
  });

  it('is what is assigned to the reader where both reach that, by the assignee or by the team', () => {
    for (const scope of both(Scope.of(ana, ['roads'], true), Scope.of(ana, ['taxes']))) {
      expect(scope.admits(item('taxes', ana.id))).toBe(true);
      for (const other of [item('roads', ana.id), item('taxes'), item('schools', ana.id)])
        expect(scope.admits(other)).toBe(false);
    }
    for (const scope of both(Scope.of(ana, [], true), Scope.of(ana, [], true)))
      expect([scope.admits(item('roads', ana.id)), scope.admits(item('roads'))]).toEqual([true, false]);
    expect(Scope.of(ana, [], true).narrowedBy(Scope.of(ana, [])).isEmpty).toBe(true);
  });

  it('covers what lies in it by the teams, by the assignee and by what opens restricted cases, and nothing else', () => {
    const glass = { ...ana, brokenGlass: ['case-1'] };
    const less: [Scope, Scope][] = [
      [Scope.of(ana, ['roads']), Scope.of(ana, ['roads', 'taxes'])],
      [Scope.of(ana, ['roads']), Scope.of(ana, null)],
      [Scope.of(ana, ['roads']), Scope.of(ana, ['roads'], true)],
      [Scope.of(ana, [], true).within(['roads']), Scope.of(ana, [], true)],
      [Scope.of(ana, ['roads']), Scope.of(glass, ['roads'])],
    ];
    for (const [one, more] of less) {
      expect([more.covers(one), one.covers(more)]).toEqual([true, false]);
      expect([one.covers(one), more.covers(more)]).toEqual([true, true]);
    }
  });

  it('is described by its teams and by what is assigned to the reader in others', () => {
    const described: [Scope, unknown][] = [
      [Scope.whole, { teamIds: null, assigned: 'none' }],
      [Scope.of(ana, ['roads'], true), { teamIds: ['roads'], assigned: 'all' }],
      [Scope.of(ana, ['roads'], true).narrowedBy(Scope.of(ana, ['roads'])), { teamIds: ['roads'], assigned: 'none' }],
      [Scope.of(ana, ['roads'], true).narrowedBy(Scope.of(ana, ['taxes'])), { teamIds: [], assigned: 'some' }],
    ];
    for (const [one, wanted] of described) expect(one.extent).toEqual(wanted);
  });

  it('opens no restricted case that one of them does not', () => {
    const restricted = { ...item('roads'), restrictedTo: ['bea'] };
    for (const scope of both(Scope.whole, Scope.of(ana, ['roads']))) expect(scope.admits(restricted)).toBe(false);
  });
});

describe('the permissions of an agent', () => {
  it('are those that reach something for them, by a session and by a token', () => {
    const ana = principal('agent', 'roads');
    expect(permissionsOf(ana).filter((one) => /^(?:case.reply|agent.manage)$/.test(one))).toEqual(['case.reply']);
    expect(permissionsOf({ ...ana, scopes: ['scim:write'] })).toEqual([]);
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
    [
      'it for their own teams',
      [held('own-teams', ['case.read'])],
      'case.read',
      { teamIds: ['roads'], assigned: false },
    ],
    [
      'it for given teams',
      [held('teams', ['case.read'], ['taxes'])],
      'case.read',
      { teamIds: ['taxes'], assigned: false },
    ],
    [
      'it twice',
      [held('own-teams', ['case.read']), held('teams', ['case.read'], ['taxes', 'roads'])],
      'case.read',
      { teamIds: ['roads', 'taxes'], assigned: false },
    ],
    [
      'it for what is assigned to them',
      [held('assigned-cases', ['case.read'])],
      'case.read',
      { teamIds: [], assigned: true },
    ],
    [
      'it for a team, and for what is assigned to them',
      [held('teams', ['case.read'], ['taxes']), held('assigned-cases', ['case.read'])],
      'case.read',
      { teamIds: ['taxes'], assigned: true },
    ],
    [
      'it for all teams, and for what is assigned to them',
      [held('all-teams', ['case.read']), held('assigned-cases', ['case.read'])],
      'case.read',
      'everywhere',
    ],
    [
      'what concerns every team, for what is assigned',
      [held('assigned-cases', ['report.manage'])],
      'report.manage',
      'nowhere',
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

describe('what two tokens may both do', () => {
  it('is what each has or includes, and a session narrows nothing', () => {
    expect(commonScopes(['cases:write'], ['admin'])).toEqual(['cases:read']);
    expect(commonScopes(['cases:read'], ['scim:write'])).toEqual([]);
    expect(commonScopes(null, ['cases:read'])).toEqual(['cases:read']);
    expect(commonScopes(['cases:read'], null)).toEqual(['cases:read']);
    expect(commonScopes(null, null)).toBeNull();
  });
});
