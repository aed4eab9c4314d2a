import type { Board } from '@guichet/contracts';
import { groupChannelsByKind } from './group-channels-by-kind.js';

type Account = Board['channels'][number];
const account = (name: string, of: Partial<Account>): Account => ({
  id: name,
  kind: 'email',
  name,
  enabled: true,
  health: 'ok',
  reason: null,
  waiting: 0,
  since: null,
  lastAt: null,
  ...of,
});

it('channel accounts are grouped by kind, with the state of the worst of them, and inactive ones last', () => {
  const groups = groupChannelsByKind([
    account('letters', { kind: 'post', enabled: false, health: 'error' }),
    account('sms', { kind: 'sms', waiting: 9 }),
    account('town', { waiting: 4, lastAt: '2026-11-25T08:00:00.000Z' }),
    account('schools', { waiting: 4, health: 'error', reason: 'password', lastAt: '2026-11-25T09:00:00.000Z' }),
    account('old', { waiting: 4, enabled: false, health: 'error' }),
  ]);
  expect(groups.map(({ kind, health, waiting, ill }) => [kind, health, waiting, ill.map(({ name }) => name)])).toEqual([
    ['email', 'error', 4, ['schools']],
    ['sms', 'ok', 9, []],
    ['post', 'off', 0, []],
  ]);
  expect(groups[0]!.lastAt).toBe('2026-11-25T09:00:00.000Z');
});
