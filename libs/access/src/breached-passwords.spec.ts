import { isBreached } from './breached-passwords.js';

describe('the list of stolen passwords', () => {
  // ASVS: 6.2.4, 6.2.12.
  it.each([
    'passwordpassword1',
    'correcthorsebatterystaple',
    'Correct-Horse-Battery-Staple',
    'P@ssw0rd-2026',
    'Marseille-2026',
    'motdepasse!!!!',
    '  Football 99 ',
    '1qaz2wsx3edc4rfv',
  ])('has %s, or one very like it', async (password) => {
    expect(await isBreached(password)).toBe(true);
  });

  it.each([
    'correct horse battery',
    'une longue phrase de passe',
    'bonjour-valbourg',
    'a long password for tests',
    'another horse battery',
    'trois petits chats bleus',
  ])('has nothing like %s', async (password) => {
    expect(await isBreached(password)).toBe(false);
  });

  it('takes fewer than one in two thousand random passwords for stolen ones', async () => {
    let taken = 0;
    for (let n = 0; n < 10_000; n += 1) if (await isBreached(`Xk7 ${n * 7919} vwq zz${n}`)) taken += 1;
    expect(taken).toBeLessThan(5);
  });
});
