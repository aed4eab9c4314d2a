import type { ClockLevel, Target } from '@guichet/contracts';
import { recipients, type Hearer } from './recipients.js';
import { targetFor, type Promised } from './targets.js';

const target = (name: string, changes: Partial<Target> = {}): Target => ({
  ...{ id: name, name, teams: [], kinds: [], channels: [], priorities: [] },
  ...{ 'first-response': null, 'next-response': null, resolution: null },
  ...changes,
});
const targets = [
  target('urgent', { priorities: ['urgent'] }),
  target('complaints of taxes', { teams: ['taxes'], kinds: ['complaint'] }),
  target('chat', { channels: ['chat'] }),
  target('letters and calls', { channels: ['post', 'phone'] }),
];

// prettier-ignore
it.each<[Partial<Promised>, string | undefined]>([
  [{ channel: 'chat' }, 'chat'],
  [{ channel: 'chat', priority: 'urgent' }, 'urgent'],
  [{ channel: 'chat', teamId: 'taxes', kindId: 'complaint' }, 'complaints of taxes'],
  [{ channel: 'chat', teamId: 'taxes' }, 'chat'],
  [{ channel: 'phone' }, 'letters and calls'],
  [{ channel: 'email' }, undefined],
  [{ channel: null }, undefined],
])('the first target that fits %j holds: %s', (item, expected) => {
  const whole: Promised = { teamId: 'schools', kindId: null, channel: 'email', priority: 'normal', ...item };
  expect(targetFor(targets, whole)?.name).toBe(expected);
});

const ana: Hearer = { id: 'ana', role: 'agent', teamIds: ['schools'] };
const bea: Hearer = { id: 'bea', role: 'agent', teamIds: ['schools'] };
const sue: Hearer = { id: 'sue', role: 'supervisor', teamIds: ['schools'] };
const tom: Hearer = { id: 'tom', role: 'supervisor', teamIds: ['taxes'] };
const root: Hearer = { id: 'root', role: 'administrator', teamIds: [] };

// prettier-ignore
it.each<[what: string, ClockLevel, assignee: string | null, Hearer[], string[]]>([
  ['half the time is over', 50, 'ana', [ana, bea, sue, tom, root], ['ana']],
  ['half the time is over and nobody has it', 50, null, [ana, bea, sue, tom, root], []],
  ['it is near', 80, 'ana', [ana, bea, sue, tom, root], ['ana']],
  ['it is near and nobody has it', 80, null, [ana, bea, sue, tom, root], ['ana', 'bea', 'sue']],
  ['it is near and whoever has it is gone', 80, 'gone', [ana, bea, tom], ['ana', 'bea']],
  ['it is missed', 100, 'ana', [ana, bea, sue, tom, root], ['ana', 'sue']],
  ['it is missed by the supervisor', 100, 'sue', [ana, bea, sue, tom, root], ['sue']],
  ['it is missed in a team that has no supervisor', 100, 'ana', [ana, bea, tom, root], ['ana', 'tom']],
  ['it is missed where there is none', 100, 'ana', [ana, bea, root], ['ana', 'root']],
  ['as much again is over', 200, 'ana', [ana, bea, sue, tom, root], ['sue']],
])('when %s, hears of it whoever can do something', (_, level, assigneeId, hearers, expected) => {
  expect(recipients(level, { teamId: 'schools', assigneeId }, hearers)).toEqual(expected);
});
