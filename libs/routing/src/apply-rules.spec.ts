import type { CaseFieldValue, Rule } from '@guichet/contracts';
import { MessageContext, type FieldValues, type IncomingMessage } from './compile-conditions.js';
import { applyRules, compileRules, newOutcome, PLACING, type Directory } from './apply-rules.js';

const TEAMS = ['accueil', 'écoles', 'voirie'];
const directory: Directory = {
  hasTeam: (id) => TEAMS.includes(id),
  hasCaseType: (id) => id === 'inscription' || id === 'signalement',
  hasAgent: (id) => id === 'ana' || id === 'bob',
  // Ana is in the schools' team; Bob holds everything.
  mayBeAssigned: (agentId, teamId) => agentId === 'bob' || teamId === 'écoles',
  canMatchField: ({ fieldId }) => fieldId !== 'archived',
  isOpen: (teamId, at) => teamId !== 'voirie' && at.getUTCHours() >= 9,
};
const message = (changes: Partial<IncomingMessage> = {}): IncomingMessage => ({
  accountId: 'mail-1',
  channel: 'email',
  subject: 'Question',
  text: 'Bonjour, comment inscrire ma fille à l’école ?',
  sender: 'zoe@citizen.example',
  language: 'fr',
  verdict: 'authenticated',
  at: new Date('2026-03-02T10:00:00Z'),
  ...changes,
});
let serial = 0;
const rule = (when: Partial<Rule['when'][number]>[], then: Rule['then'], more: Partial<Rule> = {}): Rule => ({
  id: String((serial += 1)),
  name: `Règle ${serial}`,
  active: true,
  last: false,
  when: when.map((one) => ({ not: false, ...one })) as Rule['when'],
  then,
  ...more,
});
const to = (teamId: string): Rule['then'] => [{ do: 'team', teamId }];
const routed = (rules: Rule[], changes: Partial<IncomingMessage> = {}) =>
  applyRules(new MessageContext(message(changes), directory), {
    ...{ start: newOutcome('accueil'), directory },
    rules: compileRules(rules),
  });
const filled = (values: Record<string, CaseFieldValue>): FieldValues =>
  new Map(Object.entries(values).map(([id, value]) => [id, { value, on: '2026-03-02' }]));
const routedBy = (fields: FieldValues, rules: Rule[], more: Partial<Parameters<typeof applyRules>[1]> = {}) =>
  applyRules(new MessageContext(message(), directory, fields), {
    ...{ start: newOutcome('accueil'), directory },
    rules: compileRules(rules),
    ...more,
  });

it('names the rule that decided the case type, also where a later one decides the team alone', () => {
  const [about, where] = [rule([], [{ do: 'caseType', caseTypeId: 'inscription' }]), rule([], to('écoles'))];
  const result = routed([about, where]);
  expect(result).toMatchObject({ outcome: { teamId: 'écoles', caseTypeId: 'inscription' } });
  expect([result.teamBy, result.caseTypeBy]).toEqual([where.id, about.id]);
  expect(routed([where])).toMatchObject({ teamBy: where.id, caseTypeBy: null });
});

describe('one condition', () => {
  it.each<[string, Partial<Rule['when'][number]>, Partial<IncomingMessage>, boolean]>([
    ['the account', { on: 'account', is: ['mail-1', 'mail-2'] }, {}, true],
    ['another account', { on: 'account', is: ['mail-2'] }, {}, false],
    ['the channel', { on: 'channel', is: ['email', 'sms'] }, {}, true],
    ['not the channel', { on: 'channel', is: ['email'], not: true }, {}, false],
    ['the verdict', { on: 'authentication', is: ['failed', 'unauthenticated'] }, { verdict: 'failed' }, true],
    ['another verdict', { on: 'authentication', is: ['failed'] }, {}, false],
    ['no verdict', { on: 'authentication', is: ['unknown'] }, { verdict: null }, false],
    ['the language', { on: 'language', is: ['ar', 'fr'] }, {}, true],
    ['a language that is not known', { on: 'language', is: ['fr'] }, { language: null }, false],
    ['not a language that is not known', { on: 'language', is: ['fr'], not: true }, { language: null }, true],
    ['words anywhere', { on: 'words', in: 'anywhere', is: ['voirie', 'inscri*'] }, {}, true],
    ['words in the subject only', { on: 'words', in: 'subject', is: ['inscri*'] }, {}, false],
    ['no such words', { on: 'words', in: 'anywhere', is: ['voirie'], not: true }, {}, true],
    ['the sender', { on: 'sender', is: ['@citizen.example'] }, {}, true],
    ['nobody known', { on: 'sender', is: ['@citizen.example'] }, { sender: null }, false],
    ['within hours', { on: 'hours', is: 'open' }, {}, true],
    ['out of hours', { on: 'hours', is: 'open', not: true }, { at: new Date('2026-03-02T05:00:00Z') }, true],
  ])('%s', (_, condition, changes, holds) => {
    expect(routed([rule([condition], to('écoles'))], changes).outcome.teamId).toBe(holds ? 'écoles' : 'accueil');
  });

  it('says what in the message matched', () => {
    const { trace } = routed([
      rule(
        [
          { on: 'words', in: 'anywhere', is: ['inscri*'] },
          { on: 'sender', is: ['@citizen.example'] },
          { on: 'language', is: ['fr'], not: true },
        ],
        to('écoles'),
      ),
    ]);
    expect(trace[0]!.conditions).toEqual([
      { matched: true, found: 'inscrire' },
      { matched: true, found: 'zoe@citizen.example' },
      { matched: false, found: 'fr' },
    ]);
  });
});

describe('a condition on a field', () => {
  it.each<[string, (string | boolean)[], string, boolean, boolean]>([
    ['a text without accents and capitals', ['rue  de l’Eglise'], 'street', true, false],
    ['a part of a text', ['rue'], 'street', false, true],
    ['one of several', ['mairie', 'RUE DE L’ÉGLISE'], 'street', true, false],
    ['yes', [true], 'urgent', true, false],
    ['no where it is yes', [false], 'urgent', false, true],
    ['an option', ['nord'], 'district', true, false],
    ['one of the options that it has', ['eau', 'bruit'], 'topics', true, false],
    ['options that it has not', ['gaz'], 'topics', false, true],
    ['a field without a value', ['nord'], 'empty', false, false],
  ])('%s', (_, is, fieldId, holds, holdsNot) => {
    const fields = filled({ street: 'Rue de l’Église', urgent: true, district: 'nord', topics: ['voirie', 'bruit'] });
    const teamBy = (not: boolean) => routedBy(fields, [rule([{ on: 'field', fieldId, is, not }], to('écoles'))]).outcome.teamId; // prettier-ignore

    expect([teamBy(false), teamBy(true)]).toEqual([holds, holdsNot].map((one) => (one ? 'écoles' : 'accueil')));
  });

  it('compares long texts to their ends', () => {
    const street = 'x'.repeat(150);
    const rules = [rule([{ on: 'field', fieldId: 'street', is: [`${street}y`] }], to('écoles'))];

    expect(routedBy(filled({ street: `${street}z` }), rules).trace[0]!.matched).toBe(false);
    expect(routedBy(filled({ street: `${street}Y` }), rules).trace[0]!.matched).toBe(true);
  });

  it('leaves a case where people have decided that it is, and does the rest', () => {
    const tags = Array.from({ length: 31 }, (_, n) => `tag-${n}`);
    const start = { ...newOutcome('voirie'), caseTypeId: 'signalement', tags };
    const rules = [
      rule([], [...to('écoles'), { do: 'agent', agentId: 'bob' }, { do: 'caseType', caseTypeId: 'inscription' }]),
      rule([{ on: 'caseType', is: ['signalement'] }], [{ do: 'priority', priority: 'urgent' }, { do: 'tags', tags: ['a', 'tag-3'] }], { name: 'Urgent' }), // prettier-ignore
    ];

    const { outcome, applied } = routedBy(new Map(), rules, { start, decided: PLACING });

    expect(outcome).toEqual({ ...start, priority: 'urgent' });
    expect(applied).toEqual(['Urgent']);
  });
});

describe('a condition on a range of a field', () => {
  const fields = filled({ amount: 250.5, from: '2026-03-10', street: 'Rue haute' });

  it.each<[string, object, boolean, boolean]>([
    ['an amount within', { fieldId: 'amount', kind: 'number', from: 100, to: 500 }, true, false],
    ['an amount above', { fieldId: 'amount', kind: 'number', to: 250 }, false, true],
    ['a day within', { fieldId: 'from', kind: 'date', from: '2026-03-10' }, true, false],
    ['in the next days', { fieldId: 'from', kind: 'days', from: 0, to: 8 }, true, false],
    ['not in the next days', { fieldId: 'from', kind: 'days', from: 0, to: 7 }, false, true],
    ['a field without a value', { fieldId: 'empty', kind: 'number', from: 0 }, false, false],
    ['a value of another kind', { fieldId: 'street', kind: 'number', from: 0 }, false, false],
  ])('%s', (_, range, holds, holdsNot) => {
    const teamBy = (not: boolean) => routedBy(fields, [rule([{ on: 'fieldRange', ...range, not } as never], to('écoles'))]).outcome.teamId; // prettier-ignore

    expect([teamBy(false), teamBy(true)]).toEqual([holds, holdsNot].map((one) => (one ? 'écoles' : 'accueil')));
  });

  it('says what the case has, as the range does not', () => {
    const when = [
      { on: 'fieldRange', fieldId: 'amount', kind: 'number', from: 100 },
      { on: 'fieldRange', fieldId: 'from', kind: 'days', to: -1 },
      { on: 'fieldRange', fieldId: 'from', kind: 'days', from: 0, not: true },
    ] as const;

    expect(routedBy(fields, [rule([...when], to('écoles'))]).trace[0]!.conditions).toEqual([
      { matched: true, found: '250.5' },
      { matched: false, found: null },
      { matched: false, found: '2026-03-10' },
    ]);
  });
});

describe('rules in their order', () => {
  it('match where they have no condition, and a later one overrides', () => {
    const { outcome } = routed([
      rule([], [{ do: 'team', teamId: 'voirie' }, { do: 'priority', priority: 'low' }, { do: 'tags', tags: ['web'] }]), // prettier-ignore
      rule(
        [],
        [
          { do: 'team', teamId: 'écoles' },
          { do: 'tags', tags: ['web', 'été'] },
        ],
      ),
    ]);
    expect(outcome).toEqual({
      teamId: 'écoles',
      agentId: null,
      caseTypeId: null,
      priority: 'low',
      tags: ['web', 'été'],
    });
  });

  it('end with a rule marked as last that matches, not with one that does not', () => {
    const rules = [
      rule([{ on: 'channel', is: ['sms'] }], to('voirie'), { last: true }),
      rule([], to('écoles'), { last: true }),
      rule([], to('voirie')),
    ];
    expect(routed(rules).outcome.teamId).toBe('écoles');
    expect(routed(rules).trace).toHaveLength(2);
  });

  it('see the case type and the team that earlier rules set', () => {
    const { outcome } = routed([
      rule([], [{ do: 'caseType', caseTypeId: 'signalement' }, { do: 'team', teamId: 'voirie' }]), // prettier-ignore
      rule([{ on: 'caseType', is: ['signalement'] }, { on: 'hours', is: 'open', not: true }], [{ do: 'priority', priority: 'urgent' }]), // prettier-ignore
    ]);
    expect(outcome).toMatchObject({ caseTypeId: 'signalement', teamId: 'voirie', priority: 'urgent' });
  });

  it('are not applied while they are inactive', () => {
    expect(routed([rule([], to('écoles'), { active: false })]).trace).toEqual([]);
  });
});

describe('a rule that names something missing', () => {
  it.each<[string, Rule]>([
    ['team', rule([], [{ do: 'priority', priority: 'high' }, { do: 'team', teamId: 'closed' }])], // prettier-ignore
    ['agent', rule([], [{ do: 'priority', priority: 'high' }, { do: 'agent', agentId: 'left' }])], // prettier-ignore
    ['caseType', rule([], [{ do: 'priority', priority: 'high' }, { do: 'caseType', caseTypeId: 'old' }])], // prettier-ignore
    ['caseType', rule([{ on: 'caseType', is: ['old'], not: true }], [{ do: 'priority', priority: 'high' }])],
    ['field', rule([{ on: 'field', fieldId: 'archived', is: ['x'] }], [{ do: 'priority', priority: 'high' }])],
    ['field', rule([{ on: 'fieldRange', fieldId: 'archived', kind: 'number', from: 0 }], [{ do: 'priority', priority: 'high' }])], // prettier-ignore
  ])('a %s: is skipped, and the trace says so', (missing, one) => {
    const { outcome, trace } = routed([one]);
    expect(outcome.priority).toBe('normal');
    expect(trace).toEqual([{ ruleId: one.id, name: one.name, matched: false, missing, conditions: [] }]);
  });
});

describe('the assignee', () => {
  const ana: Rule['then'] = [{ do: 'agent', agentId: 'ana' }];

  it('is the one of the last rule that names one', () => {
    const { outcome, assignedByRule } = routed([rule([], [{ do: 'agent', agentId: 'bob' }]), rule([], [...to('écoles'), ...ana], { name: 'Écoles' })]); // prettier-ignore
    expect([outcome.agentId, assignedByRule]).toEqual(['ana', 'Écoles']);
  });

  it('is nobody where the agent is not in the team', () => {
    const { outcome, assignedByRule } = routed([rule([], [...to('écoles'), ...ana]), rule([], to('voirie'))]);
    expect([outcome.teamId, outcome.agentId, assignedByRule]).toEqual(['voirie', null, null]);
  });
});
