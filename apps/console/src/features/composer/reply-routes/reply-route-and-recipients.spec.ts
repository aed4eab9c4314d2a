import type { CaseDetail, ReplyRoute } from '@guichet/contracts';
import { chosenRoute, closedRouteOfCitizen, envelopeFor, viaOf } from './reply-route-and-recipients.js';

const way = (channelAccountId: string, to: string, state: ReplyRoute['state'] = 'ready'): ReplyRoute => ({
  channelAccountId,
  channel: 'email',
  channelName: channelAccountId,
  to: { type: 'email', value: to, verified: false },
  state,
  reason: null,
  detail: null,
  windowUntil: null,
  templates: [],
  lastUsedAt: null,
  alsoUsedBy: [],
});

describe('the way an answer goes', () => {
  const mail = way('mail', 'zoe@citizen.test');
  const text = way('text', '+33639980001', 'closed');

  it('is the best that can be used, until another is chosen', () => {
    expect(chosenRoute([text, mail], undefined)).toBe(mail);
    expect(chosenRoute([text, mail], { channelAccountId: 'text', to: '+33639980001' })).toBe(text);
  });

  it('stays what was chosen when others become better, and is the best again when it is gone', () => {
    const better = way('chat', 'visitor:1');
    expect(chosenRoute([better, mail], viaOf(mail))).toBe(mail);
    expect(chosenRoute([better], viaOf(mail))).toBe(better);
  });

  it('is shown even when none can be used, so that one sees why', () => {
    expect(chosenRoute([text], undefined)).toBe(text);
    expect(chosenRoute([], undefined)).toBeUndefined();
  });
});

describe('the way by which the citizen has written last', () => {
  const used = (state: ReplyRoute['state']): ReplyRoute => ({
    ...way('whatsapp', '+33639980001', state),
    channel: 'whatsapp',
    lastUsedAt: '2026-11-02T09:00:00Z',
  });
  const mail = way('mail', 'zoe@citizen.test');

  it.each(['closed', 'template'] as const)('is named beside another one where it is %s', (state) =>
    expect(closedRouteOfCitizen([mail, used(state)], mail, null)).toEqual(used(state)),
  );
  it.each(['ready', 'warned'] as const)('is not where it is %s, as a reply can go by it', (state) =>
    expect(closedRouteOfCitizen([mail, used(state)], mail, null)).toBeUndefined(),
  );
});

describe('the way by which somebody has written last in the case', () => {
  const [zoe, paul] = [way('mail', 'zoe@citizen.test'), way('mail', 'paul@citizen.test', 'closed')];
  const elsewhere: ReplyRoute = {
    ...way('whatsapp', '+33639980001', 'closed'),
    channel: 'whatsapp',
    lastUsedAt: '2026-11-02T09:00:00Z',
  };
  const proposing = ({ channelAccountId, to }: ReplyRoute) =>
    ({ channelAccountId, to: [to.value] }) as unknown as NonNullable<CaseDetail['replyTo']>;

  it('is what counts, wherever anybody has written since', () =>
    expect(closedRouteOfCitizen([zoe, elsewhere], zoe, proposing(zoe))).toBeUndefined());

  it('is named where a reply goes to somebody else instead, be it by the same channel', () =>
    expect(closedRouteOfCitizen([zoe, paul], zoe, proposing(paul))).toBe(paul));
});

describe('whom an answer is for', () => {
  const proposed = {
    channelAccountId: 'mail',
    channel: 'email' as const,
    channelName: 'Mairie',
    to: ['zoe@citizen.test', 'max@citizen.test'],
    others: [],
    subject: 'Re: École',
  };

  it.each([
    ['everybody whom the case proposes, by the way it proposes', way('mail', 'zoe@citizen.test'), proposed.to],
    ['the address alone, by another account', way('other', 'zoe@citizen.test'), ['zoe@citizen.test']],
    ['the address alone, when it is another', way('mail', 'new@citizen.test'), ['new@citizen.test']],
    ['whom the case proposes, when nobody can be reached by any way', undefined, proposed.to],
  ])('is %s', (_, option, to) => expect(envelopeFor(option, proposed).to).toEqual(to));
});
