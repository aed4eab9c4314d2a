import { createHmac } from 'node:crypto';
import { channels, type ChatConfig } from '@guichet/channels';
import { Keyring } from '@guichet/platform';
import { openFileToken, signFileToken } from './upload-token.js';
import { identifyVisitor, ownerOfSession } from './identify-visitor.js';

const keyring = new Keyring(Buffer.from('a secret of a test, long enough'));
const SECRET = 'what the town hall signs with';
const config = channels.chat.config.parse({ identitySecret: SECRET }) as ChatConfig;
const account = { id: '0197a000-0000-7000-8000-00000000c4a7', config };
const NOW = new Date('2026-11-02T12:00:00Z');
const DAY_MS = 24 * 3600_000;
const later = (ms: number) => new Date(NOW.getTime() + ms);
/** What the page signs for a visitor who enters now. */
function signedAt(now: Date) {
  const expires = now.getTime() / 1000 + 3600;
  return { userId: '42', expires, hash: createHmac('sha256', SECRET).update(`${expires}:42`).digest('hex') };
}
const zoe = signedAt(NOW);

describe('a visitor', () => {
  it('is the same one with their token, for a day after each visit, and gets a new one each time', () => {
    const first = identifyVisitor({ keyring, now: NOW }, account, {});
    const back = identifyVisitor({ keyring, now: later(DAY_MS - 1) }, account, { token: first.token });
    expect(back).toMatchObject({ from: first.from, isAnother: false, until: later(2 * DAY_MS - 1) });
    expect(back.token).not.toBe(first.token);
    const again = identifyVisitor({ keyring, now: later(2 * DAY_MS - 2) }, account, { token: back.token });
    expect(again).toMatchObject({ from: first.from, isAnother: false });
    const late = identifyVisitor({ keyring, now: later(DAY_MS) }, account, { token: first.token });
    expect(late).toMatchObject({ isAnother: true });
    expect(late.from.value).not.toBe(first.from.value);
  });

  it('for whom the page vouches keeps what they said before it did, for half a year', () => {
    const known = identifyVisitor({ keyring, now: NOW }, account, { identity: zoe });
    const enter = (now: Date) =>
      identifyVisitor({ keyring, now }, account, { token: known.token, identity: signedAt(now) });
    const back = enter(later(170 * DAY_MS));
    expect(back.handles).toEqual(known.handles);
    const late = enter(later(181 * DAY_MS));
    expect(late).toMatchObject({ from: known.from, isAnother: true });
  });

  // Threats: R10, W06.
  it('is not, tomorrow, whom a page vouched for today', () => {
    const copied = identifyVisitor({ keyring, now: later(DAY_MS) }, account, { identity: zoe });
    expect(copied).toMatchObject({ identity: 'refused', identityFault: 'expired', from: { type: 'visitor' } });
    const endless = { userId: '42', hash: createHmac('sha256', SECRET).update('42').digest('hex') };
    expect(identifyVisitor({ keyring, now: NOW }, account, { identity: endless })).toMatchObject({
      identity: 'refused',
      identityFault: 'no-expiry',
    });
  });

  // Threats: A052, W06.
  it.each([
    [
      'of another account',
      (token: string) => identifyVisitor({ keyring, now: NOW }, { ...account, id: 'other' }, { token }),
    ],
    [
      'altered',
      (token: string) =>
        identifyVisitor({ keyring, now: NOW }, account, {
          token: `${token.startsWith('A') ? 'B' : 'A'}${token.slice(1)}`,
        }),
    ],
    [
      'of another secret',
      (token: string) =>
        identifyVisitor({ keyring: new Keyring(Buffer.from('x'.repeat(32))), now: NOW }, account, { token }),
    ],
    ['no token', () => identifyVisitor({ keyring, now: NOW }, account, { token: '' })],
  ])('is a new one with a token that is %s', (_, enter) => {
    const first = identifyVisitor({ keyring, now: NOW }, account, {});
    expect(enter(first.token)).toMatchObject({ isAnother: true, identity: 'none' });
    expect(enter(first.token).from.value).not.toBe(first.from.value);
  });

  it('sees what they said before the page knew them, and nobody else does afterwards', () => {
    const anonymous = identifyVisitor({ keyring, now: NOW }, account, {});
    const known = identifyVisitor({ keyring, now: NOW }, account, { token: anonymous.token, identity: zoe });
    expect(known).toMatchObject({ identity: 'confirmed', from: { type: 'subject', value: `${account.id}:42` } });
    expect(known.handles.map(({ type }) => type)).toEqual(['subject', 'visitor']);
    expect(known.handles[1]!.value).toBe(anonymous.from.value);
    expect(identifyVisitor({ keyring, now: NOW }, account, { token: known.token })).toMatchObject({ isAnother: true });
    expect(identifyVisitor({ keyring, now: NOW }, account, { token: known.token, identity: zoe }).handles).toEqual(
      known.handles,
    );
  });

  it('asks by HTTP for some hours, in their own name, with their own files', () => {
    const visitor = identifyVisitor({ keyring, now: NOW }, account, {});
    const other = identifyVisitor({ keyring, now: NOW }, account, {});
    expect(ownerOfSession({ keyring, now: NOW }, account.id, visitor.session)!.handles).toEqual(visitor.handles);
    expect(ownerOfSession({ keyring, now: later(13 * 3600_000) }, account.id, visitor.session)).toBeNull();
    expect(ownerOfSession({ keyring, now: NOW }, 'other', visitor.session)).toBeNull();
    // One kind of token is no other kind.
    expect(ownerOfSession({ keyring, now: NOW }, account.id, visitor.token)).toBeNull();

    const file = { digest: 'd', size: 1, name: 'a.txt', type: 'text/plain' };
    const token = signFileToken({ keyring, now: NOW }, visitor, file);
    expect(openFileToken({ keyring, now: NOW }, visitor, token)).toEqual(file);
    expect(openFileToken({ keyring, now: NOW }, other, token)).toBeNull();
    expect(openFileToken({ keyring, now: later(2 * DAY_MS) }, visitor, token)).toBeNull();
  });
});
