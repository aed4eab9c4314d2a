import type { Rule, RoutingOutcome, RoutingTrialMessage } from '@guichet/contracts';
import { changedDecisions, groupTrialResults, typeKeptInChange } from './group-trial-results.js';

const outcome = (more: Partial<RoutingOutcome> = {}) => ({
  teamId: 'desk',
  agentId: null,
  caseTypeId: null,
  priority: 'normal',
  tags: [],
  ...more,
});
const tried = (caseId: string, now: Partial<RoutingOutcome>, then: Partial<RoutingOutcome>) =>
  ({ caseId, now: outcome(now), then: outcome(then) }) as RoutingTrialMessage;
const shape = (messages: RoutingTrialMessage[]) =>
  groupTrialResults(messages, []).map((group) => group.map(({ caseId }) => caseId).join('+'));

describe('messages that rules were tried on', () => {
  it('lie together where the same would be otherwise, most of them first', () => {
    const messages = [
      tried('a', {}, { priority: 'high' }),
      tried('b', {}, { teamId: 'roads' }),
      tried('c', { tags: ['x'] }, { teamId: 'roads', tags: ['x'] }),
    ];
    expect(shape(messages)).toEqual(['b+c', 'a']);
  });
  it('are told apart by where they came from, and by what else would change', () => {
    const messages = [
      tried('a', { teamId: 'schools' }, { teamId: 'roads' }),
      tried('b', {}, { teamId: 'roads' }),
      tried('c', {}, { teamId: 'roads', agentId: 'ana' }),
    ];
    expect(shape(messages)).toEqual(['a', 'b', 'c']);
  });
  it('have tags in no order', () => {
    expect(changedDecisions(tried('a', { tags: ['x', 'y'] }, { tags: ['y', 'x'], caseTypeId: 'k' }))).toEqual([
      'caseType',
    ]);
  });
});

describe('a case type that stays while the team changes', () => {
  const rule = (id: string, ...then: string[]) => ({ id, name: id, then: then.map((one) => ({ do: one })) }) as Rule;
  const rules = [rule('words', 'caseType'), rule('roads', 'team'), rule('both', 'team', 'caseType')];
  const by = (caseTypeBy: string | null, teamBy: string, then: Partial<RoutingOutcome> = { teamId: 'roads' }) => ({
    ...tried('a', { caseTypeId: 'school' }, { caseTypeId: 'school', ...then }),
    ...{ caseTypeBy, teamBy },
  });
  const names = (message: RoutingTrialMessage) => {
    const kept = typeKeptInChange(message, rules);
    return kept && [kept.by.name, kept.team.name];
  };

  it('is said with the rule that has set it and the one that leaves it', () => {
    expect(names(by('words', 'roads'))).toEqual(['words', 'roads']);
  });
  it('is not said where that rule sets a type, where none has set it, or where the team or the type is another', () => {
    expect(names(by('words', 'both'))).toBeUndefined();
    expect(names(by(null, 'roads'))).toBeUndefined();
    expect(names(by('words', 'roads', {}))).toBeUndefined();
    expect(names(by('words', 'roads', { teamId: 'roads', caseTypeId: 'pothole' }))).toBeUndefined();
  });
  it('sets messages apart from those that have no type', () => {
    const untyped = { ...by(null, 'roads'), caseId: 'b' };
    expect(groupTrialResults([by('words', 'roads'), untyped], rules)).toHaveLength(2);
  });
});
