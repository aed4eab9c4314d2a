import { Keyring } from '@guichet/platform';
import {
  refusalOfMessage,
  refusalOfRecipient,
  type AutomaticRecipient,
  type ReceivedMessage,
} from './queue-automatic-message.js';
import { placeOf } from './automatic-message-count-keys.js';
import { markedByLoop, signLoop } from './loop-token.js';

const NOW = new Date('2026-11-27T10:00:00Z');
const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);

const message = (changes: Partial<ReceivedMessage> = {}): ReceivedMessage => ({
  from: { type: 'email', value: 'zoe@citizen.test' },
  flags: [],
  unanswerable: null,
  byAgent: false,
  fromQuarantine: false,
  isSpam: false,
  verdict: 'authenticated',
  at: hoursAgo(0),
  claimedAt: hoursAgo(0),
  ...changes,
});

describe('what may be answered by itself', () => {
  it.each<[string, Partial<ReceivedMessage>]>([
    ['of a person', {}],
    ['of a person whose domain proves nothing', { verdict: 'unauthenticated' }],
    ['that nobody checks', { verdict: null }],
    ['that a server kept for three days', { claimedAt: hoursAgo(72) }],
    ['without a date', { claimedAt: null }],
    ['written in public', { flags: ['public'] }],
  ])('is a message %s', (_, changes) => {
    expect(refusalOfMessage(message(changes), NOW)).toBeNull();
  });

  // Threats: L01, L04, L08.
  it.each<[string, string, Partial<ReceivedMessage>]>([
    ['automatic-reply', 'that is an automatic reply', { unanswerable: 'automatic-reply', flags: ['automatic'] }],
    ['mailing-list', 'of a mailing list', { unanswerable: 'mailing-list', flags: ['automatic'] }],
    ['null-sender', 'without a return path', { unanswerable: 'null-sender' }],
    ['asked-for-none', 'that asks for no answer', { unanswerable: 'asked-for-none' }],
    ['robot', 'of a robot on another channel', { flags: ['automatic'] }],
    ['own-mail', 'of our own that came back', { unanswerable: 'own-mail', flags: ['automatic'] }],
    ['no-sender', 'of nobody', { from: null }],
    ['spam', 'that is spam', { isSpam: true }],
    ['forged', 'that its domain calls forged', { verdict: 'failed' }],
    ['quarantined', 'that an agent took from the quarantine', { fromQuarantine: true }],
    ['quarantined', 'that could not be read', { flags: ['unreadable'] }],
    ['third-party', 'of somebody who has no part in the case', { flags: ['third-party'] }],
    ['recorded', 'that an agent recorded', { byAgent: true }],
    ['recorded', 'of a visit', { flags: ['recorded'] }],
    ['imported', 'from the history of a mailbox', { flags: ['imported'] }],
    ['too-old', 'that lay in a mailbox for more than a day', { at: hoursAgo(25) }],
    ['too-old', 'that was sent longer ago than any server keeps it', { claimedAt: hoursAgo(121) }],
  ])('is not (%s) a message %s', (reason, _, changes) => {
    expect(refusalOfMessage(message(changes), NOW)).toBe(reason);
  });

  it('says of spam that it is spam, whatever it calls itself', () => {
    expect(refusalOfMessage(message({ isSpam: true, unanswerable: 'mailing-list' }), NOW)).toBe('spam');
  });
});

const recipient = (value: string, changes: Partial<AutomaticRecipient> = {}): AutomaticRecipient => ({
  to: { type: 'email', value },
  own: new Set(['contact@town.test', 'mairie@town.test']),
  optedOut: false,
  ...changes,
});

describe('whom something may be sent to by itself', () => {
  it('is whoever is no address of ours, and wants it', () => {
    expect(refusalOfRecipient(recipient('zoe@citizen.test'))).toBeNull();
    expect(refusalOfRecipient(recipient('zoe+town@citizen.test'))).toBeNull();
    expect(refusalOfRecipient({ ...recipient(''), to: { type: 'phone', value: '+33612345678' } })).toBeNull();
  });

  // Threats: L03.
  it.each(['contact@town.test', 'mairie@town.test', 'contact+rabcdefgh234567@town.test'])(
    'is not %s, which is an address of ours',
    (address) => expect(refusalOfRecipient(recipient(address))).toBe('own-address'),
  );

  it.each([
    'noreply@shop.test',
    'ne-pas-repondre@impots.test',
    'mailer-daemon@mx.test',
    'owner-agenda@lists.test',
    'agenda-request@lists.test',
    'bounces+zoe=citizen.test@news.test',
    'root@server.test',
  ])('is not %s, which nobody reads', (address) => {
    expect(refusalOfRecipient(recipient(address))).toBe('no-reply-address');
  });

  it('is nobody who has said STOP', () => {
    expect(refusalOfRecipient(recipient('zoe@citizen.test', { optedOut: true }))).toBe('opted-out');
  });
});

it('counts mail by its domain, except where anybody may have an address there', () => {
  expect(placeOf({ type: 'email', value: 'ticket-7@desk.example.com' }, 'c').domain).toBe('desk.example.com');
  expect(placeOf({ type: 'email', value: 'zoe@orange.fr' }, 'c').domain).toBeNull();
  expect(placeOf({ type: 'phone', value: '+33612345678' }, 'c')).toEqual({
    ...{ address: 'phone:+33612345678', domain: null, caseId: 'c' },
  });
});

// Threats: L03.
it('recognises an automatic mail of ours by its token, and no other', () => {
  const ours = new Keyring(Buffer.from('a secret of a test, long enough'));
  const theirs = new Keyring(Buffer.from('a secret of somebody else, long'));
  const token = signLoop(ours, '019ac000-0000-7000-8000-000000000001');
  expect(markedByLoop(ours, { loopToken: token })).toEqual({ automatic: 'reply', unanswerable: 'own-mail' });
  expect(markedByLoop(theirs, { loopToken: token })).toEqual({ automatic: 'reply' });
  for (const loopToken of ['.', 'x', `x${token}`, token.slice(0, -1)])
    expect(markedByLoop(ours, { loopToken })).toEqual({ automatic: 'reply' });
  for (const unmarked of [{ loopToken: '' }, {}]) expect(markedByLoop(ours, unmarked)).toEqual({});
});
