import { commonReason, type Channel } from '@guichet/channels';
import type { Capabilities, Evidence, Handle, ReplyRoute } from '@guichet/contracts';
import type { Account } from '../accounts/channel-accounts.js';
import { rankReplyRoutes, type ContactHistory, type KnownAddress } from './rank-reply-routes.js';

const NOW = new Date('2026-11-25T10:00:00Z');
const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);

const account = (
  id: string,
  type: Handle['type'],
  { can = {}, more = {} }: { can?: Partial<Capabilities>; more?: Partial<Channel> } = {},
): Account =>
  ({
    id,
    kind: 'email',
    name: id,
    enabled: true,
    config: {},
    channel: {
      capabilities: { canInitiate: true, replyWindowHours: null, templatesAfterWindow: false, recorded: false, ...can },
      identify: (value: string) => ({ type, value, verified: false }),
      ...more,
    },
  }) as unknown as Account;

const mail = account('mail', 'email');
const sms = account('sms', 'phone');
const templates = [{ name: 'rappel', language: 'fr', text: 'Bonjour {{1}}' }];
const whatsapp = account('whatsapp', 'phone', {
  can: { canInitiate: false, replyWindowHours: 24, templatesAfterWindow: true },
  more: { templates: () => templates },
});
const messenger = account('messenger', 'account', { can: { canInitiate: false, replyWindowHours: 24 } });
const phone = account('phone', 'phone', { can: { recorded: true } });

const handle = (type: Handle['type'], value: string): Handle => ({ type, value, verified: false });
const zoe = {
  email: handle('email', 'zoe@example.org'),
  phone: handle('phone', '+33639981201'),
  page: handle('account', 'messenger:1/2'),
};
/** Somebody else who takes part in the case. */
const paul = handle('email', 'paul@example.org');
const known = (one: Handle, evidence: Evidence = 'wrote', isParticipant = true): KnownAddress => ({
  handle: one,
  personId: one === paul ? 'paul' : 'zoe',
  evidence,
  isParticipant,
});
const dealing = (channelAccountId: string, one: Handle, more: Partial<ContactHistory> = {}): ContactHistory => ({
  channelAccountId,
  handle: one,
  lastInAt: null,
  lastUsedAt: more.lastInAt ?? null,
  lastPosition: null,
  lastFailure: null,
  unreachable: null,
  consent: null,
  ...more,
});
const described = (options: ReplyRoute[]) =>
  options.map(({ channelAccountId, state, reason }) => `${channelAccountId} ${state}${reason ? ` (${reason})` : ''}`);

describe('the ways to answer a person', () => {
  it.each<[story: string, Account[], KnownAddress[], ContactHistory[], string[]]>([
    ['a mail address is answered by mail', [mail, sms], [known(zoe.email)], [], ['mail ready']],
    [
      'where they wrote last comes first',
      [mail, sms],
      [known(zoe.email), known(zoe.phone)],
      [dealing('mail', zoe.email, { lastInAt: hoursAgo(48) }), dealing('sms', zoe.phone, { lastInAt: hoursAgo(1) })],
      ['sms ready', 'mail ready'],
    ],
    [
      'where they wrote last in the case comes first, wherever they wrote since',
      [mail, sms],
      [known(zoe.email), known(zoe.phone)],
      [
        dealing('mail', zoe.email, { lastInAt: hoursAgo(48), lastPosition: 3 }),
        dealing('sms', zoe.phone, { lastInAt: hoursAgo(1) }),
      ],
      ['mail ready', 'sms ready'],
    ],
    [
      'what did not arrive is warned of, and comes later',
      [mail, sms],
      [known(zoe.email), known(zoe.phone)],
      [dealing('sms', zoe.phone, { lastInAt: hoursAgo(1), lastFailure: 'unknown number' })],
      ['mail ready', 'sms warned (last-failed)'],
    ],
    [
      'an address that bounced elsewhere is warned of, as is one whose owner complained',
      [mail, sms],
      [known(zoe.email), known(zoe.phone)],
      [
        dealing('mail', zoe.email, { unreachable: commonReason('reported-unwanted') }),
        dealing('sms', zoe.phone, { unreachable: 'unknown number' }),
      ],
      ['mail warned (complained)', 'sms warned (last-failed)'],
    ],
    [
      'STOP closes one account, and no other',
      [mail, sms],
      [known(zoe.email), known(zoe.phone)],
      [dealing('sms', zoe.phone, { lastInAt: hoursAgo(1), consent: { given: false, word: 'STOP' } })],
      ['mail ready', 'sms closed (no-consent)'],
    ],
    [
      'START opens it again',
      [sms],
      [known(zoe.phone)],
      [dealing('sms', zoe.phone, { consent: { given: true, word: 'START' } })],
      ['sms ready'],
    ],
    [
      'an address that somebody claims is not told about the case',
      [mail],
      [known(zoe.email, 'claimed', false)],
      [],
      ['mail closed (not-proved)'],
    ],
    ['nor one that wrote elsewhere', [mail], [known(zoe.email, 'wrote', false)], [], ['mail closed (not-proved)']],
    ['one that an agent has checked is', [mail], [known(zoe.email, 'checked', false)], [], ['mail ready']],
    ['one that a page vouches for is', [mail], [known(zoe.email, 'signed', false)], [], ['mail ready']],
    [
      'within the window one writes freely',
      [whatsapp],
      [known(zoe.phone)],
      [dealing('whatsapp', zoe.phone, { lastInAt: hoursAgo(23) })],
      ['whatsapp ready'],
    ],
    [
      'after it only with an approved message',
      [whatsapp],
      [known(zoe.phone)],
      [dealing('whatsapp', zoe.phone, { lastInAt: hoursAgo(25) })],
      ['whatsapp template (window-closed)'],
    ],
    [
      'or not at all',
      [messenger],
      [known(zoe.page)],
      [dealing('messenger', zoe.page, { lastInAt: hoursAgo(25) })],
      ['messenger closed (window-closed)'],
    ],
    ['who never wrote there must write first', [messenger], [known(zoe.page)], [], ['messenger closed (never-wrote)']],
    [
      'the conversation of somebody else is none of the case, though their number is that of a call',
      [whatsapp, sms],
      [{ ...known(zoe.phone), isOfOther: true }],
      [dealing('whatsapp', zoe.phone, { lastInAt: hoursAgo(1) })],
      ['sms ready', 'whatsapp closed (not-proved)'],
    ],
    [
      'but is once they have written in the case, as after a merge',
      [whatsapp],
      [{ ...known(zoe.phone), isOfOther: true }],
      [dealing('whatsapp', zoe.phone, { lastInAt: hoursAgo(1), lastPosition: 2 })],
      ['whatsapp ready'],
    ],
    ['nothing is sent by phone', [phone], [known(zoe.phone)], [], []],
    ['an account that is switched off is none', [{ ...mail, enabled: false }], [known(zoe.email)], [], []],
    [
      'unless they wrote there: then it says why it cannot be used, behind what can',
      [{ ...mail, enabled: false }, sms],
      [known(zoe.email), known(zoe.phone)],
      [dealing('mail', zoe.email, { lastInAt: hoursAgo(1) })],
      ['sms ready', 'mail closed (account-off)'],
    ],
  ])('%s', (_, accounts, addresses, dealings, expected) => {
    expect(
      described(rankReplyRoutes({ accounts, addresses, history: dealings }, { teamId: 'here', now: NOW })),
    ).toEqual(expected);
  });

  const toWhom = (history: ContactHistory[], addresses = [known(zoe.email), known(zoe.phone), known(paul)]) =>
    rankReplyRoutes({ accounts: [mail, sms], addresses, history }, { teamId: 'here', now: NOW }).map(
      ({ to, state }) => `${to.value} ${state}`,
    );

  it('lead to whoever wrote last in the case, whatever another wrote elsewhere since, as long as there is one', () => {
    const wrote = { lastInAt: hoursAgo(48), lastPosition: 5 };
    const elsewhere = dealing('mail', paul, { lastInAt: hoursAgo(1), lastPosition: 2 });
    expect(toWhom([dealing('mail', zoe.email, wrote), elsewhere])).toEqual([
      ...['zoe@example.org ready', '+33639981201 ready', 'paul@example.org ready'],
    ]);
    // A warning is for the agent to judge: it is no reason to write to somebody else.
    expect(toWhom([dealing('mail', zoe.email, { ...wrote, lastFailure: 'full' }), elsewhere])).toEqual([
      ...['+33639981201 ready', 'zoe@example.org warned', 'paul@example.org ready'],
    ]);
    const stopped = { ...wrote, consent: { given: false, word: 'STOP' } };
    expect(toWhom([dealing('mail', zoe.email, stopped), elsewhere], [known(zoe.email), known(paul)])).toEqual([
      ...['paul@example.org ready', 'zoe@example.org closed'],
    ]);
  });

  it('say until when, in whose words, and with which approved messages', () => {
    const written = [dealing('whatsapp', zoe.phone, { lastInAt: hoursAgo(20) })];
    expect(
      rankReplyRoutes(
        { accounts: [whatsapp], addresses: [known(zoe.phone)], history: written },
        { teamId: 'here', now: NOW },
      )[0],
    ).toMatchObject({
      windowUntil: '2026-11-25T14:00:00.000Z',
      templates: [],
    });
    const late = [dealing('whatsapp', zoe.phone, { lastInAt: hoursAgo(30) })];
    expect(
      rankReplyRoutes(
        { accounts: [whatsapp], addresses: [known(zoe.phone)], history: late },
        { teamId: 'here', now: NOW },
      )[0],
    ).toMatchObject({
      windowUntil: null,
      templates,
    });
    const stopped = [dealing('sms', zoe.phone, { consent: { given: false, word: 'ARRÊT' } })];
    expect(
      rankReplyRoutes(
        { accounts: [sms], addresses: [known(zoe.phone)], history: stopped },
        { teamId: 'here', now: NOW },
      )[0],
    ).toMatchObject({
      detail: 'ARRÊT',
    });
  });
});
