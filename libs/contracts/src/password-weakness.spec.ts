import fc from 'fast-check';
import { passwordWeakness } from './password-weakness.js';

const owner = { name: 'Zoé Le Goff', email: 'z.legoff@mairie-valbourg.example', organisation: 'Ville de Valbourg' };

describe('a password', () => {
  // ASVS: 6.2.11.
  it.each([
    ['passwordpassword', 'password-repeats'],
    ['aaaaaaaaaaaa', 'password-repeats'],
    ['abababababab', 'password-repeats'],
    ['soleil-soleil-sol', 'password-repeats'],
    ['112211221122', 'password-repeats'],
    ['123456789012', 'password-sequence'],
    ['azertyuiop123', 'password-sequence'],
    ['MLKJHGFDSQ654', 'password-sequence'],
    ['abcdefghijklm!', 'password-sequence'],
    ['Valbourg-2026', 'password-personal'],
    ['zoe.legoff2026', 'password-personal'],
    ['ZOÉ LE GOFF 76', 'password-personal'],
    ['Mairie-de-Valbourg', 'password-personal'],
    ['Guichet-Mairie!', 'password-personal'],
  ] as const)('%s is refused: %s', (password, weakness) => {
    expect(passwordWeakness(password, owner)).toBe(weakness);
  });

  it.each([
    ['Claire Roux', 'claire@town.example', 'claire@town.example'],
    ['Claire Roux', 'claire@town.example', 'Claire@Town.example2'],
    ['Jo Ba', 'j.b.accueil.de@xy.example', 'j.b.accueil.de'],
    ['Jo Ba Ly Zu Ka Mi', 'accueil@town.example', 'JoBaLyZuKaMi'],
  ])('of %s, %s, is not the whole address nor the whole name: %s', (name, email, password) => {
    expect(passwordWeakness(password, { name, email })).toBe('password-personal');
  });

  // No rules of composition: words are enough, and a name among other words does no harm.
  // ASVS: 6.2.5.
  it.each([
    'correct horse battery',
    'une longue phrase de passe',
    'bonjour-valbourg',
    'trois petits chats bleus',
    'Xk7!pQz2#mWv',
    'le chat de Zoé dort dehors',
  ])('%s is taken', (password) => {
    expect(passwordWeakness(password, owner)).toBeNull();
  });

  it('that repeats any short unit is refused', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 11 }), fc.integer({ min: 0, max: 10 }), (unit, more) => {
        const repeated = unit.repeat(Math.ceil(12 / unit.length) + 1) + unit.slice(0, more);
        // What is compared is the folded form, in which a unit may have another length.
        fc.pre(/^[\x20-\x7e]+$/.test(unit));
        expect(passwordWeakness(repeated, owner)).toBe('password-repeats');
      }),
    );
  });
});
