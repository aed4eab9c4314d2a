import { Client } from 'pg';
import { createDatabase } from './test-database.js';

describe('a database for a suite', () => {
  it('is migrated, and nobody else sees what is written into it', async () => {
    const [one, other] = await Promise.all([createDatabase(), createDatabase()]);
    const [client, otherClient] = [one, other].map(({ url }) => new Client({ connectionString: url })) as [
      Client,
      Client,
    ];
    await Promise.all([client.connect(), otherClient.connect()]);

    await client.query(`create table mine (id int)`);

    const tables = `select table_name from information_schema.tables where table_schema = 'public'`;
    const names = (await client.query<{ table_name: string }>(tables)).rows.map((row) => row.table_name);
    const otherNames = (await otherClient.query<{ table_name: string }>(tables)).rows.map((row) => row.table_name);
    expect(names).toContain('timeline_entry');
    expect(otherNames).not.toContain('mine');
    expect([...otherNames, 'mine'].sort()).toEqual(names.sort());

    await Promise.all([client.end(), otherClient.end()]);
    await Promise.all([one.drop(), other.drop()]);
  });
});
