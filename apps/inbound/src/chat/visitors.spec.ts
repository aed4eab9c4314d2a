import { createHmac } from 'node:crypto';
import { channels, type ChatConfig } from '@guichet/channels';
import { Keyring } from '@guichet/platform';
import { fileToken, openFile } from './file-tokens.js';
import { admit, whoseSession } from './visitors.js';

const keyring = new Keyring(Buffer.from('a secret of a test, long enough'));
const SECRET = 'what the town hall signs with';
const config = channels.chat.config.parse({ identitySecret: SECRET }) as ChatConfig;
const account = { id: '0197a000-0000-7000-8000-00000000c4a7', config };
const NOW = new Date('2026-11-02T12:00:00Z');
const DAY_MS = 24 * 3600_000;
const later = (ms: number) => new Date(NOW.getTime() + ms);
const zoe = { userId: '42', hash: createHmac('sha256', SECRET).update('42').digest('hex') };

describe('a visitor', () => {
  it('is the same one with their token, for a day after each visit, and gets a new one each time', () => {
    const first = admit(keyring, account, {}, NOW);
    const back = admit(keyring, account, { token: first.token }, later(DAY_MS - 1));
    expect(back).toMatchObject({ from: first.from, isAnother: false, until: later(2 * DAY_MS - 1) });
    expect(back.token).not.toBe(first.token);
    const again = admit(keyring, account, { token: back.token }, later(2 * DAY_MS - 2));
    expect(again).toMatchObject({ from: first.from, isAnother: false });
    const late = admit(keyring, account, { token: first.token }, later(DAY_MS));
    expect(late).toMatchObject({ isAnother: true });
    expect(late.from.value).not.toBe(first.from.value);
  });

  it('for whom the page vouches keeps what they said before it did, for half a year', () => {
    const known = admit(keyring, account, { identity: zoe }, NOW);
    const back = admit(keyring, account, { token: known.token, identity: zoe }, later(170 * DAY_MS));
    expect(back.handles).toEqual(known.handles);
    const late = admit(keyring, account, { token: known.token, identity: zoe }, later(181 * DAY_MS));
    expect(late).toMatchObject({ from: known.from, isAnother: true });
  });

  it.each([
    ['of another account', (token: string) => admit(keyring, { ...account, id: 'other' }, { token }, NOW)],
    [
      'altered',
      (token: string) =>
        admit(keyring, account, { token: `${token.startsWith('A') ? 'B' : 'A'}${token.slice(1)}` }, NOW),
    ],
    ['of another secret', (token: string) => admit(new Keyring(Buffer.from('x'.repeat(32))), account, { token }, NOW)],
    ['no token', () => admit(keyring, account, { token: '' }, NOW)],
  ])('is a new one with a token that is %s', (_, enter) => {
    const first = admit(keyring, account, {}, NOW);
    expect(enter(first.token)).toMatchObject({ isAnother: true, identity: 'none' });
    expect(enter(first.token).from.value).not.toBe(first.from.value);
  });

  it('sees what they said before the page knew them, and nobody else does afterwards', () => {
    const anonymous = admit(keyring, account, {}, NOW);
    const known = admit(keyring, account, { token: anonymous.token, identity: zoe }, NOW);
    expect(known).toMatchObject({ identity: 'confirmed', from: { type: 'subject', value: `${account.id}:42` } });
    expect(known.handles.map(({ type }) => type)).toEqual(['subject', 'visitor']);
    expect(known.handles[1]!.value).toBe(anonymous.from.value);
    expect(admit(keyring, account, { token: known.token }, NOW)).toMatchObject({ isAnother: true });
    expect(admit(keyring, account, { token: known.token, identity: zoe }, NOW).handles).toEqual(known.handles);
  });

  it('asks by HTTP for some hours, in their own name, with their own files', () => {
    const visitor = admit(keyring, account, {}, NOW);
    const other = admit(keyring, account, {}, NOW);
    expect(whoseSession(keyring, account.id, visitor.session, NOW)!.handles).toEqual(visitor.handles);
    expect(whoseSession(keyring, account.id, visitor.session, later(13 * 3600_000))).toBeNull();
    expect(whoseSession(keyring, 'other', visitor.session, NOW)).toBeNull();
    // One kind of token is no other kind.
    expect(whoseSession(keyring, account.id, visitor.token, NOW)).toBeNull();

    const file = { digest: 'd', size: 1, name: 'a.txt', type: 'text/plain' };
    const token = fileToken(keyring, visitor, file, NOW);
    expect(openFile(keyring, visitor, token, NOW)).toEqual(file);
    expect(openFile(keyring, other, token, NOW)).toBeNull();
    expect(openFile(keyring, visitor, token, later(2 * DAY_MS))).toBeNull();
  });
});
