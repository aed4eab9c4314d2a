import type { SlaThreshold, SlaTarget } from '@guichet/contracts';
import { recipientsOf, type Recipient } from './threshold-recipients.js';
import { targetFor, type TargetCriteria } from './targets.js';

const target = (name: string, changes: Partial<SlaTarget> = {}): SlaTarget => ({
  ...{ id: name, name, teams: [], caseTypes: [], channels: [], priorities: [] },
  ...{ 'first-response': null, 'next-response': null, resolution: null },
  ...changes,
});
const targets = [
  target('urgent', { priorities: ['urgent'] }),
  target('complaints of taxes', { teams: ['taxes'], caseTypes: ['complaint'] }),
  target('chat', { channels: ['chat'] }),
  target('letters and calls', { channels: ['post', 'phone'] }),
];

// prettier-ignore
it.each<[Partial<TargetCriteria>, string | undefined]>([
  [{ channel: 'chat' }, 'chat'],
  [{ channel: 'chat', priority: 'urgent' }, 'urgent'],
  [{ channel: 'chat', teamId: 'taxes', caseTypeId: 'complaint' }, 'complaints of taxes'],
  [{ channel: 'chat', teamId: 'taxes' }, 'chat'],
  [{ channel: 'phone' }, 'letters and calls'],
  [{ channel: 'email' }, undefined],
  [{ channel: null }, undefined],
])('the first target that fits %j applies: %s', (item, expected) => {
  const whole: TargetCriteria = { teamId: 'schools', caseTypeId: null, channel: 'email', priority: 'normal', ...item };
  expect(targetFor(targets, whole)?.name).toBe(expected);
});

const ana: Recipient = { id: 'ana', role: 'agent', everywhere: false, teamIds: ['schools'] };
const bea: Recipient = { id: 'bea', role: 'agent', everywhere: false, teamIds: ['schools'] };
const sue: Recipient = { id: 'sue', role: 'supervisor', everywhere: true, teamIds: ['schools'] };
const tom: Recipient = { id: 'tom', role: 'supervisor', everywhere: true, teamIds: ['taxes'] };
const root: Recipient = { id: 'root', role: 'administrator', everywhere: true, teamIds: [] };

// prettier-ignore
it.each<[what: string, SlaThreshold, assignee: string | null, Recipient[], string[]]>([
  ['half the time has passed', 50, 'ana', [ana, bea, sue, tom, root], ['ana']],
  ['half the time has passed and nobody is assigned', 50, null, [ana, bea, sue, tom, root], []],
  ['it is nearly due', 80, 'ana', [ana, bea, sue, tom, root], ['ana']],
  ['it is nearly due and nobody is assigned', 80, null, [ana, bea, sue, tom, root], ['ana', 'bea', 'sue']],
  ['it is nearly due and the assignee is no longer active', 80, 'gone', [ana, bea, tom], ['ana', 'bea']],
  ['it is missed', 100, 'ana', [ana, bea, sue, tom, root], ['ana', 'sue']],
  ['it is missed by the supervisor', 100, 'sue', [ana, bea, sue, tom, root], ['sue']],
  ['it is missed in a team that has no supervisor', 100, 'ana', [ana, bea, tom, root], ['ana', 'tom']],
  ['it is missed and there is no supervisor', 100, 'ana', [ana, bea, root], ['ana', 'root']],
  ['twice the time has passed', 200, 'ana', [ana, bea, sue, tom, root], ['sue']],
])('when %s, those who can act are notified', (_, threshold, assigneeId, possible, expected) => {
  expect(recipientsOf(threshold, { teamId: 'schools', assigneeId }, possible)).toEqual(expected);
});
