import type { ReplyRoute } from '@guichet/contracts';
import { isUsableRoute } from './is-usable-survey-route.js';

const route = (change: Partial<ReplyRoute> = {}): ReplyRoute => ({
  channelAccountId: 'account',
  channel: 'email',
  channelName: 'Mairie',
  to: { type: 'email', value: 'zoe@citizen.test', verified: true },
  state: 'ready',
  reason: null,
  detail: null,
  windowUntil: null,
  templates: [],
  lastUsedAt: '2026-03-02T10:00:00.000Z',
  alsoUsedBy: [],
  ...change,
});
const everywhere = { channels: [] };

it('a survey goes by a route that the citizen has used, where nothing speaks against it', () => {
  expect(isUsableRoute(route(), everywhere)).toBe(true);
  expect(isUsableRoute(route({ lastUsedAt: null }), everywhere)).toBe(false);
  expect(isUsableRoute(route({ state: 'warned', reason: 'last-failed' }), everywhere)).toBe(false);
});

it('a survey goes by the channels of the settings only', () => {
  expect(isUsableRoute(route(), { channels: ['email', 'sms'] })).toBe(true);
  expect(isUsableRoute(route(), { channels: ['sms'] })).toBe(false);
});

it('no survey leaves on paper, also where the settings name the post', () => {
  expect(isUsableRoute(route({ channel: 'post' }), everywhere)).toBe(false);
  expect(isUsableRoute(route({ channel: 'post' }), { channels: ['post'] })).toBe(false);
});
