import type { QueryKey } from '../api/query-key.js';
import type { Change } from '@guichet/contracts';
import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { changesCase, forgetAfterRightsChanged, mayBeHiddenIds, queryRefresher } from './refresh-queries-on-changes.js';
import { forgetLoss, givenCase, noteGiven, reasonOfLoss } from './why-cases-left.js';

const keys: readonly QueryKey[] = [
  ['case', 'a'],
  ['case', 'b'],
  ['cases', {}],
  ['sla', 'a'],
  ['reach', 'a'],
  ['timeline', 'a', 0],
  ['shared-draft', 'a'],
  ['shared-draft', 'b'],
  ['counts'],
  ['case-types'],
  ['template-variables'],
  ['presence'],
  ['notifications'],
  ['session'],
  ['citizen', 'zoe', 'a'],
];

let position = 0;
const change = (type: Change['type'], caseId: string | null = null, data: Partial<Change['data']> = {}) =>
  ({ position: String((position += 1)), type, caseId, actorId: null, data }) as Change;

/** A client that holds everything, and which of it a burst of changes made stale. */
function desk() {
  const client = new QueryClient();
  const held: Record<string, object> = { timeline: { items: [] }, citizen: { cases: [{ id: 'a' }, { id: 'b' }] } };
  for (const key of keys) client.setQueryData(key, held[key[0]] ?? {});
  client.setQueryData(['session'], { agent: { id: 'me' } });
  const refresh = queryRefresher(client);
  const stale = () => keys.filter((key) => client.getQueryState(key)?.isInvalidated).map((key) => key.join(' '));
  return { client, refresh, stale };
}

describe('what a change makes stale', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it.each<[string, Change, string[]]>([
    ['a time that moved', change('sla.timer-changed', 'a'), ['case a', 'sla a']],
    ['a clock that rang', change('sla.threshold-reached', 'a'), ['case a', 'sla a', 'timeline a 0']],
    ['a change of the case', change('case.changed', 'a'), ['case a', 'sla a', 'reach a', 'timeline a 0', 'counts']],
    [
      'a change of another case of the person on screen',
      change('case.changed', 'b'),
      ['case b', 'counts', 'citizen zoe a'],
    ],
    ['a time that moved in another case of theirs', change('sla.timer-changed', 'b'), ['case b']],
    [
      'a case type with another name',
      change('case-type.changed'),
      ['case a', 'case b', 'cases [object Object]', 'case-types', 'template-variables'],
    ],
    ['a colleague who is away', change('presence.changed', null, { agentId: 'b' }), ['presence']],
    ['another case, which may be of the person on screen', change('case.opened', 'c'), ['counts', 'citizen zoe a']],
    ['a notification about a case', change('notification.added', 'a'), ['notifications']],
    ['words of a shared draft', change('shared-draft.written', 'a'), ['shared-draft a']],
    ['another writer of a shared draft', change('shared-draft.changed', 'a'), ['case a', 'sla a', 'shared-draft a']],
    ['a draft of mine', change('draft.changed', 'a', { agentId: 'me' }), ['case a', 'sla a']],
    ['my own rights', change('agent.changed', null, { agentId: 'me' }), ['presence', 'session']],
  ])('%s', (_, event, expected) => {
    const { refresh, stale } = desk();
    refresh([event]);
    expect(stale()).toEqual(expected);
  });

  it('asks once for a morning in which everybody comes in, and once more for the last of them', () => {
    const { client, refresh } = desk();
    const asked = jest.spyOn(client, 'invalidateQueries');
    for (let agent = 0; agent < 40; agent += 1) refresh([change('presence.changed')]);
    expect(asked).toHaveBeenCalledTimes(1);
    jest.advanceTimersByTime(10_000);
    expect(asked).toHaveBeenCalledTimes(2);
  });

  it('asks again once a first answer has come that may have been read before the change', async () => {
    const client = new QueryClient();
    const answers: ((state: string) => void)[] = [];
    const queryFn = () => new Promise<string>((resolve) => answers.push(resolve));
    const observer = new QueryObserver(client, { queryKey: ['presence'], queryFn });
    const end = observer.subscribe(() => undefined);
    queryRefresher(client)([change('presence.changed', null, { agentId: 'me' })]);
    expect(answers).toHaveLength(1);
    answers[0]!('offline');
    await jest.advanceTimersByTimeAsync(0);
    expect(answers).toHaveLength(2);
    answers[1]!('available');
    await jest.advanceTimersByTimeAsync(0);
    expect([observer.getCurrentResult().data, answers.length]).toEqual(['available', 2]);
    end();
  });

  it('moves no row of a list for what only names its case', () => {
    expect(changesCase(change('notification.added', 'a'))).toBe(false);
    expect(changesCase(change('sla.timer-changed', 'a'))).toBe(true);
  });

  it('keeps nothing of a case that is for others now, nor lists in which it may be', () => {
    const { client, refresh } = desk();
    refresh([change('case.withdrawn', null, { caseId: 'a' })]);
    const kept = keys.filter((key) => client.getQueryData(key) !== undefined).map((key) => key.join(' '));
    expect(kept).toEqual([
      'case b',
      'shared-draft b',
      'case-types',
      'template-variables',
      'presence',
      'notifications',
      'session',
    ]);
  });

  it('asks of each case that went to another team or was withdrawn whether its row may stay in a list', () => {
    const moved = change('case.changed', 'a', { fields: ['team'] });
    const other = change('case.changed', 'b', { fields: ['status'] });
    expect(mayBeHiddenIds([moved, other, change('case.withdrawn', null, { caseId: 'c' })])).toEqual(['c', 'a']);
  });

  it('reads all that is open anew once rights have changed, and keeps nothing else', () => {
    const { client } = desk();
    forgetAfterRightsChanged(client);
    expect(keys.filter((key) => client.getQueryData(key) !== undefined)).toEqual([['session']]);
  });

  it('knows why a case went: by what was heard last of it, or of all', () => {
    const { client, refresh } = desk();
    const why = (caseId: string) => reasonOfLoss(caseId).why;
    jest.advanceTimersByTime(60_000);
    expect(why('moved')).toBe('unknown');
    forgetAfterRightsChanged(client);
    refresh([
      change('case.changed', 'moved', { fields: ['team'] }),
      change('case.withdrawn', null, { caseId: 'taken' }),
    ]);
    expect(['moved', 'taken', 'other'].map(why)).toEqual(['moved', 'withdrawn', 'rights']);
    jest.advanceTimersByTime(2_000);
    forgetAfterRightsChanged(client);
    expect(why('moved')).toBe('rights');
    jest.advanceTimersByTime(60_000);
    expect(why('moved')).toBe('unknown');
    refresh([change('case.changed', 'moved', { fields: ['team'] })]);
    // It moved back, and is on the screen again.
    forgetLoss('moved');
    forgetAfterRightsChanged(client);
    expect(why('moved')).toBe('rights');
  });

  it('knows to which team an agent has just given a case, and forgets it for what is heard later', () => {
    const { refresh } = desk();
    const moved = () => refresh([change('case.changed', 'given', { fields: ['team'] })]);
    jest.advanceTimersByTime(600_000);
    noteGiven({ id: 'given', reference: 'GCH-1' }, 'Urbanisme');
    moved();
    expect(reasonOfLoss('given')).toEqual({ why: 'given', team: 'Urbanisme' });
    refresh([change('case.withdrawn', null, { caseId: 'given' })]);
    expect(reasonOfLoss('given')).toEqual({ why: 'given', team: 'Urbanisme' });
    expect(givenCase('given')).toEqual({ item: { id: 'given', reference: 'GCH-1' }, until: Date.now() + 60_000 });
    jest.advanceTimersByTime(60_000);
    moved();
    expect(reasonOfLoss('given')).toEqual({ why: 'moved' });
    expect(givenCase('given')).toBeUndefined();
  });
});
