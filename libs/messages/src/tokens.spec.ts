import { Keyring } from '@guichet/platform';
import fc from 'fast-check';
import { idBehind, tokenFor } from './tokens.js';

const keyring = new Keyring(Buffer.from('a secret of a test, long enough'));

describe('a token', () => {
  it('names its row, fits into a local part, and survives a change of case', () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        const token = tokenFor(keyring, 'reply', id);
        expect(token).toMatch(/^[a-z2-7]{42}$/);
        expect(idBehind(keyring, 'reply', token)).toBe(id);
      }),
    );
  });

  // A005: no length and no alphabet is let through beside the one.
  it('is believed in no other form', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.nat(41), fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz234567'), (id, at, letter) => {
        const token = tokenFor(keyring, 'reply', id);
        const forged = token.slice(0, at) + letter + token.slice(at + 1);
        if (forged !== token) expect(idBehind(keyring, 'reply', forged)).toBeNull();
      }),
    );
    fc.assert(fc.property(fc.string({ maxLength: 60 }), (text) => expect(idBehind(keyring, 'reply', text)).toBeNull()));
  });

  it('is worth nothing under another secret or for another purpose', () => {
    const other = new Keyring(Buffer.from('another secret, also long enough'));
    const id = '01900000-0000-7000-8000-000000000001';
    expect(idBehind(other, 'reply', tokenFor(keyring, 'reply', id))).toBeNull();
    expect(idBehind(keyring, 'bounce', tokenFor(keyring, 'reply', id))).toBeNull();
  });
});
