import type { Rule } from '@guichet/contracts';
import { Reading, type Incoming } from './conditions.js';
import { prepareRules, route, type House } from './route.js';

const TEAMS = ['accueil', 'écoles', 'voirie'];
const house: House = {
  hasTeam: (id) => TEAMS.includes(id),
  hasKind: (id) => id === 'inscription' || id === 'signalement',
  hasAgent: (id) => id === 'ana' || id === 'bob',
  // Ana is in the schools' team; Bob holds everything.
  mayHold: (agentId, teamId) => agentId === 'bob' || teamId === 'écoles',
  isOpen: (teamId, at) => teamId !== 'voirie' && at.getUTCHours() >= 9,
};
const message = (changes: Partial<Incoming> = {}): Incoming => ({
  accountId: 'mail-1',
  channel: 'email',
  subject: 'Question',
  text: 'Bonjour, comment inscrire ma fille à l’école ?',
  sender: 'zoe@citizen.example',
  language: 'fr',
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
const routed = (rules: Rule[], changes: Partial<Incoming> = {}) =>
  route(new Reading(message(changes), house), 'accueil', prepareRules(rules), house);

describe('one condition', () => {
  it.each<[string, Partial<Rule['when'][number]>, Partial<Incoming>, boolean]>([
    ['the account', { on: 'account', is: ['mail-1', 'mail-2'] }, {}, true],
    ['another account', { on: 'account', is: ['mail-2'] }, {}, false],
    ['the channel', { on: 'channel', is: ['email', 'sms'] }, {}, true],
    ['not the channel', { on: 'channel', is: ['email'], not: true }, {}, false],
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

  it('tells what of the message made it hold', () => {
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
      { held: true, found: 'inscrire' },
      { held: true, found: 'zoe@citizen.example' },
      { held: false, found: 'fr' },
    ]);
  });
});

describe('rules in their order', () => {
  it('all hold that have no condition, and a later one overrides', () => {
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
      kindId: null,
      priority: 'low',
      tags: ['web', 'été'],
    });
  });

  it('end with the last one that holds, not with a last one that does not', () => {
    const rules = [
      rule([{ on: 'channel', is: ['sms'] }], to('voirie'), { last: true }),
      rule([], to('écoles'), { last: true }),
      rule([], to('voirie')),
    ];
    expect(routed(rules).outcome.teamId).toBe('écoles');
    expect(routed(rules).trace).toHaveLength(2);
  });

  it('know the kind and the team that earlier ones gave', () => {
    const { outcome } = routed([
      rule([], [{ do: 'kind', kindId: 'signalement' }, { do: 'team', teamId: 'voirie' }]), // prettier-ignore
      rule([{ on: 'kind', is: ['signalement'] }, { on: 'hours', is: 'open', not: true }], [{ do: 'priority', priority: 'urgent' }]), // prettier-ignore
    ]);
    expect(outcome).toMatchObject({ kindId: 'signalement', teamId: 'voirie', priority: 'urgent' });
  });

  it('are not asked when they are switched off', () => {
    expect(routed([rule([], to('écoles'), { active: false })]).trace).toEqual([]);
  });
});

describe('what is gone', () => {
  it.each<[string, Rule]>([
    ['team', rule([], [{ do: 'priority', priority: 'high' }, { do: 'team', teamId: 'closed' }])], // prettier-ignore
    ['agent', rule([], [{ do: 'priority', priority: 'high' }, { do: 'agent', agentId: 'left' }])], // prettier-ignore
    ['kind', rule([], [{ do: 'priority', priority: 'high' }, { do: 'kind', kindId: 'old' }])], // prettier-ignore
    ['kind', rule([{ on: 'kind', is: ['old'], not: true }], [{ do: 'priority', priority: 'high' }])],
  ])('a %s: the rule is passed over, and says so', (gone, one) => {
    const { outcome, trace } = routed([one]);
    expect(outcome.priority).toBe('normal');
    expect(trace).toEqual([{ ruleId: one.id, name: one.name, held: false, gone, conditions: [] }]);
  });
});

describe('somebody', () => {
  const ana: Rule['then'] = [{ do: 'agent', agentId: 'ana' }];

  it('gets the case by the rule that said so last', () => {
    const { outcome, givenBy } = routed([rule([], [{ do: 'agent', agentId: 'bob' }]), rule([], [...to('écoles'), ...ana], { name: 'Écoles' })]); // prettier-ignore
    expect([outcome.agentId, givenBy]).toEqual(['ana', 'Écoles']);
  });

  it('does not get a case of a team that is not theirs', () => {
    const { outcome, givenBy } = routed([rule([], [...to('écoles'), ...ana]), rule([], to('voirie'))]);
    expect([outcome.teamId, outcome.agentId, givenBy]).toEqual(['voirie', null, null]);
  });
});
