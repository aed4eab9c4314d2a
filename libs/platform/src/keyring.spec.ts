import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Keyring } from './keyring.js';

const keyring = new Keyring(Buffer.from('a secret of the town hall'));
const other = new Keyring(Buffer.from('a secret of the next town'));

describe('a signature', () => {
  it('is sixteen characters that survive a mail address, and always the same', () => {
    expect(keyring.sign('reply', 'case-1')).toMatch(/^[a-z2-7]{16}$/);
    expect(keyring.sign('reply', 'case-1')).toBe(keyring.sign('reply', 'case-1'));
  });

  it('is one that RFC 2104 and RFC 4648 give for the derived key', () => {
    const known = new Keyring(Buffer.alloc(32));
    expect(known.sign('a', 'b')).toBe('ghbzkjf5wobxnmx6');
  });

  it('holds in upper case too, as some mail systems shout', () => {
    expect(keyring.verify('reply', 'case-1', keyring.sign('reply', 'case-1').toUpperCase())).toBe(true);
  });

  // Threats: A044.
  it.each([
    ['another payload', () => keyring.verify('reply', 'case-2', keyring.sign('reply', 'case-1'))],
    ['another purpose', () => keyring.verify('bounce', 'case-1', keyring.sign('reply', 'case-1'))],
    ['another secret', () => other.verify('reply', 'case-1', keyring.sign('reply', 'case-1'))],
    ['a shorter one', () => keyring.verify('reply', 'case-1', keyring.sign('reply', 'case-1').slice(0, 15))],
    ['none', () => keyring.verify('reply', 'case-1', '')],
  ])('does not hold for %s', (_what, verify) => {
    expect(verify()).toBe(false);
  });
});

describe('a sealed text', () => {
  const sealed = keyring.encrypt('channel', 'mot de passe: é€😀');

  it('opens again', () => {
    expect(keyring.decrypt('channel', sealed)).toBe('mot de passe: é€😀');
    expect(keyring.decrypt('channel', keyring.encrypt('channel', ''))).toBe('');
  });

  it('looks different each time', () => {
    expect(keyring.encrypt('channel', 'x').equals(keyring.encrypt('channel', 'x'))).toBe(false);
  });

  it('does not open with any one bit flipped', () => {
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const altered = Buffer.from(sealed);
      altered[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => keyring.decrypt('channel', altered)).toThrow();
    }
  });

  it('does not open for another purpose or secret, or cut short', () => {
    expect(() => keyring.decrypt('token', sealed)).toThrow();
    expect(() => other.decrypt('channel', sealed)).toThrow();
    expect(() => keyring.decrypt('channel', sealed.subarray(0, 20))).toThrow();
  });
});

describe('the secret in the data folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'keyring-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is made once, for its owner only, and found again', () => {
    const first = Keyring.load({ secret: undefined }, folder);
    const second = Keyring.load({ secret: undefined }, folder);

    expect(second.sign('reply', 'x')).toBe(first.sign('reply', 'x'));
    expect(statSync(join(folder, 'secret')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(folder, 'secret'), 'utf8')).toMatch(/^[0-9a-f]{64}\n$/);
  });

  it('is not touched where a secret is set', () => {
    const set = Keyring.load({ secret: 'a secret of the town hall' }, folder);

    expect(set.sign('reply', 'x')).toBe(keyring.sign('reply', 'x'));
    expect(() => statSync(join(folder, 'secret'))).toThrow('ENOENT');
  });

  it('stops the start when it is damaged, rather than lose what was sealed', () => {
    writeFileSync(join(folder, 'secret'), 'half');
    chmodSync(join(folder, 'secret'), 0o600);
    expect(() => Keyring.load({ secret: undefined }, folder)).toThrow(/^GUICHET_SECRET: /);
  });
});
