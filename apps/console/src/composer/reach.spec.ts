import type { ReachOption } from '@guichet/contracts';
import { chosenOf, envelopeFor, viaOf } from './reach.js';

const way = (channelId: string, to: string, state: ReachOption['state'] = 'ready'): ReachOption => ({
  channelId,
  channel: 'email',
  channelName: channelId,
  to: { type: 'email', value: to, verified: false },
  state,
  reason: null,
  detail: null,
  windowUntil: null,
  templates: [],
  lastUsedAt: null,
});

describe('the way an answer goes', () => {
  const mail = way('mail', 'zoe@citizen.test');
  const text = way('text', '+33639980001', 'closed');

  it('is the best that can be used, until another is chosen', () => {
    expect(chosenOf([text, mail], undefined)).toBe(mail);
    expect(chosenOf([text, mail], { channelId: 'text', to: '+33639980001' })).toBe(text);
  });

  it('stays what was chosen when others become better, and is the best again when it is gone', () => {
    const better = way('chat', 'visitor:1');
    expect(chosenOf([better, mail], viaOf(mail))).toBe(mail);
    expect(chosenOf([better], viaOf(mail))).toBe(better);
  });

  it('is shown even when none can be used, so that one sees why', () => {
    expect(chosenOf([text], undefined)).toBe(text);
    expect(chosenOf([], undefined)).toBeUndefined();
  });
});

describe('whom an answer is for', () => {
  const proposed = {
    channelId: 'mail',
    channel: 'email' as const,
    channelName: 'Mairie',
    to: ['zoe@citizen.test', 'max@citizen.test'],
    subject: 'Re: École',
  };

  it.each([
    ['everybody whom the case proposes, by the way it proposes', way('mail', 'zoe@citizen.test'), proposed.to],
    ['the address alone, by another account', way('other', 'zoe@citizen.test'), ['zoe@citizen.test']],
    ['the address alone, when it is another', way('mail', 'new@citizen.test'), ['new@citizen.test']],
    ['whom the case proposes, when nobody can be reached by any way', undefined, proposed.to],
  ])('is %s', (_, option, to) => expect(envelopeFor(option, proposed).to).toEqual(to));
});
