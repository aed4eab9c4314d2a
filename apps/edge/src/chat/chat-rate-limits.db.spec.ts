import { Database } from '@guichet/database';
import { createDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { ChatLimits } from './chat-rate-limits.js';

let test: TestDatabase;
let database: Database;
let limits: ChatLimits;

beforeAll(async () => {
  test = await createDatabase();
  database = await Database.connect(test.url, { poolSize: 2 });
  limits = new ChatLimits(database);
});
afterAll(async () => {
  await database.close();
  await test.drop();
});

const visitor = { visitor: 'a', address: '8.8.8.8' };

// Threats: A097, R16.
it('a visitor who asks too often waits, and nobody else does', async () => {
  for (let n = 0; n < 60; n += 1) expect(await limits.tooMany('history', visitor)).toBeNull();
  expect(await limits.tooMany('history', visitor)).toBeGreaterThan(0);
  expect(await limits.tooMany('history', { ...visitor, visitor: 'b' })).toBeNull();
});

// Threats: A097.
it('a visitor who fills the store waits, at every process', async () => {
  const file = 25 * 1024 * 1024;
  const elsewhere = new ChatLimits(database);
  for (let n = 0; n < 8; n += 1)
    expect(await (n % 2 ? limits : elsewhere).tooMany('uploaded', visitor, file)).toBeNull();
  expect(await limits.tooMany('uploaded', visitor, file)).toBeGreaterThan(60);
  expect(await elsewhere.tooMany('uploaded', visitor, file)).toBeGreaterThan(60);
});
