import { Database } from '@guichet/database';
import { Failure, wrongField } from '@guichet/platform';
import type { FastifyRequest } from 'fastify';
import { createDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { CodeAttemptLimits } from './limit-code-attempts.js';

let home: TestDatabase;
let database: Database;
let limits: CodeAttemptLimits;
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
  limits = new CodeAttemptLimits(database, { known: (_email, { ip }) => Promise.resolve(ip || null) });
});

const ANA = { id: 'ana', email: 'ana@town.test' };
const ELSEWHERE = '';
/** A request of a known browser, which is told here by its address; or from elsewhere. */
const from = (browser: string) => ({ ip: browser }) as FastifyRequest;
const wrong = wrongField('currentPassword', 'password-wrong');
const attempt = (browser: string, error: Error = wrong) =>
  limits
    .limit(ANA, from(browser), () => Promise.reject(error))
    .then(
      () => 'in',
      (thrown: unknown) => (thrown instanceof Failure ? thrown.code : 'fault'),
    );
const attempts = async (times: number, browser: string, error?: Error): Promise<string[]> => {
  const codes: string[] = [];
  for (let n = 0; n < times; n += 1) codes.push(await attempt(browser, error));
  return codes;
};
const right = (browser: string) => limits.limit(ANA, from(browser), () => Promise.resolve('in'));

// ASVS: 6.3.1.
describe('wrong codes and present passwords', () => {
  it('are limited elsewhere without locking a browser out where the agent has signed in before', async () => {
    expect((await attempts(11, ELSEWHERE)).indexOf('too-many-requests')).toBe(10);
    await expect(right(ELSEWHERE)).rejects.toMatchObject({ code: 'too-many-requests' });
    expect(await right('desk')).toBe('in');
    expect((await attempts(11, 'desk', new Failure('wrong-code'))).indexOf('too-many-requests')).toBe(10);
    expect(await right('phone')).toBe('in');
  });

  it('are all that is counted: neither a weak new password nor a fault of ours', async () => {
    for (const error of [wrongField('password', 'password-breached'), new Failure('unavailable'), new Error('gone')])
      for (const browser of [ELSEWHERE, 'desk'])
        expect(await attempts(11, browser, error)).not.toContain('too-many-requests');
  });

  it('are not forgiven by a right one, which may be a password where codes are guessed', async () => {
    for (const browser of [ELSEWHERE, 'desk']) {
      await attempts(9, browser);
      expect(await right(browser)).toBe('in');
      expect(await attempts(2, browser)).toEqual(['invalid-request', 'too-many-requests']);
    }
  });

  it('are fifty a day from browsers that nobody knows, and then refused there alone', async () => {
    for (let quarter = 0; quarter < 5; quarter += 1) {
      expect(await attempts(10, ELSEWHERE)).not.toContain('too-many-requests');
      await database.execute(`delete from rate_limit where key like 'second-factor:%'`);
    }
    expect(await attempt(ELSEWHERE)).toBe('too-many-requests');
    expect(await right('desk')).toBe('in');
  });
});
