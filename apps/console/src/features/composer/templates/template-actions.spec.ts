import type { CaseSummary, TemplateActions } from '@guichet/contracts';
import { setTownZone } from '../../../shared/i18n/organisation-time-zone.js';
import { actionsOf, actionsToApply, changeOf } from './template-actions.js';

const me = 'a-1';
const item = { status: 'open', assignee: { id: 'a-2', name: 'Ana' }, tags: ['école'] } as unknown as CaseSummary;
const none: TemplateActions = { assign: null, addTags: [], status: null, snoozeDays: null };
const keys = (actions: Partial<TemplateActions>, of = item) =>
  actionsOf({ ...none, ...actions }, of, me).map(({ key }) => key);

describe('what comes with a template', () => {
  it('is told one by one', () =>
    expect(keys({ assign: 'me', addTags: ['pièces', 'école'], status: 'waiting' })).toEqual([
      'assign',
      'tag pièces',
      'status',
    ]));
  it('is not done where it is so already', () => {
    expect(keys({ assign: 'me' }, { ...item, assignee: { id: me, name: 'Bo' } })).toEqual([]);
    expect(keys({ status: 'waiting' }, { ...item, status: 'waiting' })).toEqual([]);
    expect(keys({ assign: 'nobody' }, { ...item, assignee: null })).toEqual([]);
  });
  it('leaves a case waiting that waits for the citizen, where a reply asks nothing more of them', () =>
    expect(keys({ status: 'open' }, { ...item, status: 'waiting' })).toEqual([]));
  it('says of an open case that it stays so, and has it wait once that is left out', () => {
    const actions = actionsOf({ ...none, status: 'open' }, item, me);
    expect(actions).toEqual([{ key: 'status', kind: 'stays-open' }]);
    expect(actionsToApply(actions, new Set())).toEqual([]);
    const applied = actionsToApply(actions, new Set(['status']));
    expect(changeOf(applied, { item, agentId: me, now: 0 })).toEqual({ status: 'waiting' });
  });
  it('opens a closed case again, unless that is left out', () => {
    const actions = actionsOf({ ...none, status: 'open' }, { ...item, status: 'closed' }, me);
    expect(actionsToApply(actions, new Set())).toEqual([{ key: 'status', kind: 'status', status: 'open' }]);
    expect(actionsToApply(actions, new Set(['status']))).toEqual([]);
  });
  it('snoozes rather than sets another status', () =>
    expect(keys({ status: 'waiting', snoozeDays: 3 })).toEqual(['snooze']));

  it('becomes one change of the case', () => {
    const actions = actionsOf(
      { assign: 'me', addTags: ['pièces', 'relance'], status: 'waiting', snoozeDays: null },
      item,
      me,
    );
    expect(changeOf(actions, { item, agentId: me, now: 0 })).toEqual({
      assigneeId: me,
      tags: ['école', 'pièces', 'relance'],
      status: 'waiting',
    });
    expect(changeOf(actions.slice(2, 3), { item, agentId: me, now: 0 })).toEqual({ tags: ['école', 'relance'] });
  });
  it('brings a snoozed case back in the morning', () => {
    const actions = actionsOf({ ...none, snoozeDays: 2 }, item, me);
    expect(changeOf(actions, { item, agentId: me, now: new Date(2026, 10, 25, 17).getTime() })).toEqual({
      status: 'snoozed',
      snoozeUntil: new Date(2026, 10, 27, 8, 30).toISOString(),
    });
  });
});

it('brings a snoozed case back in the morning of the town', () => {
  setTownZone('Pacific/Noumea');
  const actions = actionsOf({ ...none, snoozeDays: 2 }, item, me);
  // There it is the 26th already.
  const { snoozeUntil } = changeOf(actions, { item, agentId: me, now: Date.parse('2026-11-25T17:00:00Z') });
  setTownZone(undefined);
  expect(snoozeUntil).toBe('2026-11-27T21:30:00.000Z');
});
