import { Keyring } from '@guichet/platform';
import fc from 'fast-check';
import { idOfAddressToken, signAddressToken } from './signed-address-token.js';

const keyring = new Keyring(Buffer.from('a secret of a test, long enough'));

describe('a token', () => {
  it('names its row, fits into a local part, and survives a change of case', () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        const token = signAddressToken(keyring, 'reply', id);
        expect(token).toMatch(/^[a-z2-7]{42}$/);
        expect(idOfAddressToken(keyring, 'reply', token)).toBe(id);
      }),
    );
  });

  // Threats: A005, A044. No length and no alphabet is let through beside the one.
  // ASVS: 9.1.1.
  it('is believed in no other form', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.nat(41), fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz234567'), (id, at, letter) => {
        const token = signAddressToken(keyring, 'reply', id);
        const forged = token.slice(0, at) + letter + token.slice(at + 1);
        fc.pre(forged !== token);
        expect(idOfAddressToken(keyring, 'reply', forged)).toBeNull();
      }),
    );
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => expect(idOfAddressToken(keyring, 'reply', text)).toBeNull()),
    );
  });

  // ASVS: 9.2.2, 9.2.4.
  it('is worth nothing under another secret or for another purpose', () => {
    const other = new Keyring(Buffer.from('another secret, also long enough'));
    const id = '01900000-0000-7000-8000-000000000001';
    expect(idOfAddressToken(other, 'reply', signAddressToken(keyring, 'reply', id))).toBeNull();
    expect(idOfAddressToken(keyring, 'bounce', signAddressToken(keyring, 'reply', id))).toBeNull();
  });
});
