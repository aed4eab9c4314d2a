import { Failure } from '@guichet/platform';
import { createDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { Database } from '@guichet/database';
import { SignInLimits, type SignInSource } from './limit-sign-ins.js';

let home: TestDatabase;
let database: Database;
let limits: SignInLimits;
beforeAll(async () => {
  home = await createDatabase();
  database = await Database.connect(home.url, { poolSize: 4 });
});
afterAll(async () => {
  await database.close();
  await home.drop();
});
beforeEach(async () => {
  await database.execute(`delete from rate_limit`);
  // As after a restart, or at another process.
  limits = new SignInLimits(database);
});

const ANA = 'ana@town.test';
const from = (address: string, more: Partial<SignInSource> = {}): SignInSource => ({
  ...{ account: ANA, address, device: null },
  ...more,
});
const guess = (source: SignInSource, error: Error = new Failure('wrong-credentials')) =>
  limits
    .limit(source, () => Promise.reject(error))
    .then(
      () => 'in',
      (thrown: unknown) => (thrown instanceof Failure ? thrown.code : 'fault'),
    );
const guesses = async (times: number, source: (n: number) => SignInSource): Promise<string[]> => {
  const codes: string[] = [];
  for (let n = 0; n < times; n += 1) codes.push(await guess(source(n)));
  return codes;
};
const enter = (source: SignInSource) => limits.limit(source, () => Promise.resolve('in'));

// ASVS: 6.3.1.
describe('wrong passwords', () => {
  // Threats: A050, A051, R08.
  it('are limited by account and network, with or without capitals, and not for others behind it', async () => {
    const codes = await guesses(11, (n) => from('203.0.113.7', { account: n % 2 ? ANA : ANA.toUpperCase() }));
    expect(codes.filter((code) => code === 'wrong-credentials')).toHaveLength(10);
    expect(codes.at(-1)).toBe('too-many-requests');
    expect(await enter(from('198.51.100.1'))).toBe('in');
    expect(await enter(from('203.0.113.7', { account: 'ben@town.test' }))).toBe('in');
  });

  it('are counted further after a restart and at other processes', async () => {
    await guesses(10, () => from('203.0.113.7'));
    limits = new SignInLimits(database);
    await expect(enter(from('203.0.113.7'))).rejects.toMatchObject({ code: 'too-many-requests' });
  });

  it('from one /64 of IPv6 are from one network', async () => {
    await guesses(10, (n) => from(`2001:db8:1:2::${n + 1}`));
    expect(await guess(from('2001:db8:1:2:ffff::1'))).toBe('too-many-requests');
    expect(await guess(from('2001:db8:1:3::1'))).toBe('wrong-credentials');
  });

  it('for many accounts are limited by their network', async () => {
    const codes = await guesses(101, (n) => from('203.0.113.7', { account: `agent${n}@town.test` }));
    expect(codes.indexOf('too-many-requests')).toBe(100);
  });

  it('from many networks are limited by account, but never in a browser that is known for it', async () => {
    const codes = await guesses(51, (n) => from(`203.0.113.${n}`));
    expect(codes.indexOf('too-many-requests')).toBe(50);
    await expect(enter(from('198.51.100.1'))).rejects.toMatchObject({ code: 'too-many-requests' });

    const device = 'the secret of a browser';
    expect(await guess(from('203.0.113.1', { device }))).toBe('wrong-credentials');
    expect(await enter(from('203.0.113.1', { device }))).toBe('in');
  });

  it('in a known browser have a limit of their own, which locks nobody else out', async () => {
    const device = 'the secret of a browser';
    const codes = await guesses(11, () => from('203.0.113.7', { device }));
    expect(codes.indexOf('too-many-requests')).toBe(10);
    expect(await enter(from('203.0.113.7'))).toBe('in');
  });

  it('before a right one are forgiven where they were made, and not those of others', async () => {
    await guesses(9, () => from('203.0.113.7'));
    await guesses(9, () => from('198.51.100.1'));
    await enter(from('203.0.113.7'));
    expect(await guesses(3, () => from('203.0.113.7'))).not.toContain('too-many-requests');
    expect(await guesses(2, () => from('198.51.100.1'))).toEqual(['wrong-credentials', 'too-many-requests']);
  });

  it('are no faults of ours, and no code that is still to come', async () => {
    for (const error of [new Error('The database is gone.'), new Failure('unavailable')])
      for (let n = 0; n < 12; n += 1) expect(await guess(from('203.0.113.7'), error)).not.toBe('too-many-requests');
    expect(await guesses(10, () => from('203.0.113.7'))).not.toContain('too-many-requests');
  });

  it('that come at once are not all let through', async () => {
    const codes = await Promise.all(Array.from({ length: 30 }, () => guess(from('203.0.113.7'))));
    expect(codes.filter((code) => code === 'wrong-credentials')).toHaveLength(10);
  });
});
