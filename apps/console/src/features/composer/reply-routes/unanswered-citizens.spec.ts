import type { CaseDetail, ReplyRoute } from '@guichet/contracts';
import { citizensToAnswer, routeToCitizen } from './unanswered-citizens.js';

const at = '2026-12-01T09:00:00.000Z';
const gaspard = {
  id: 'g',
  name: 'Gaspard',
  at,
  channelAccountId: 'mail',
  address: 'gaspard@x.test',
  wasAnswered: false,
  firstReplyDueAt: null,
};
const martine = {
  id: 'm',
  name: 'Martine',
  at,
  channelAccountId: 'mail',
  address: 'martine@x.test',
  wasAnswered: false,
  firstReplyDueAt: null,
};
const toMartine = { channelAccountId: 'mail', to: ['martine@x.test'], cc: [], bcc: [] };
const both = { ...toMartine, cc: ['Gaspard@x.test'] };
const item = (unanswered: boolean, ...unansweredCitizens: CaseDetail['unansweredCitizens']) => ({
  ...{ unanswered, unansweredCitizens },
});

it.each([
  ['whoever waits, once somebody else has a reply', item(false, gaspard), { isOpen: false, envelope: { ...toMartine, to: ['gaspard@x.test'] } }, ['Gaspard']],
  ['nobody to whom the reply goes that is being written', item(false, gaspard), { isOpen: true, envelope: both }, []],
  ['who gets nothing of the reply that is being written', item(true, gaspard, martine), { isOpen: true, envelope: toMartine }, ['Gaspard']],
  ['who would get nothing of the first reply', item(true, gaspard, martine), { isOpen: false, envelope: toMartine }, ['Gaspard']],
] as const)('it names %s', (_, of, composer, names) =>
  expect(citizensToAnswer(of, composer as never).map(({ name }) => name)).toEqual(names),
); // prettier-ignore

describe('the route to somebody who waits', () => {
  const route = (channelAccountId: string, value: string, state = 'ready') =>
    ({ channelAccountId, to: { type: 'email', value }, state }) as ReplyRoute;
  it('is that by which they wrote, else one to the same address, and never a closed one', () => {
    const other = route('other', 'gaspard@x.test');
    const own = route('mail', 'gaspard@x.test');
    expect(routeToCitizen([route('mail', 'martine@x.test'), other, own], gaspard)).toBe(own);
    expect(routeToCitizen([other, route('mail', 'gaspard@x.test', 'closed')], gaspard)).toBe(other);
    expect(routeToCitizen([route('mail', 'martine@x.test')], gaspard)).toBeUndefined();
  });
});
