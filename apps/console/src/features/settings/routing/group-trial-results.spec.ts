import type { RoutingOutcome, RoutingTrialMessage } from '@guichet/contracts';
import { groupTrialResults, changedDecisions } from './group-trial-results.js';

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
  groupTrialResults(messages).map((group) => group.map(({ caseId }) => caseId).join('+'));

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
