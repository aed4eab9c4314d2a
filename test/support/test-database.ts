import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

export interface TestDatabase {
  url: string;
  /** Closes every connection to it and drops it. */
  drop(): Promise<void>;
}

let server: Promise<URL> | undefined;

/** URL of the migrated template, on the Postgres of this run. */
function template(): Promise<URL> {
  const door = process.env['GUICHET_TEST_SERVER'];
  if (!door) throw new Error('specs with a database run under the jest configuration of the repository');
  server ??= fetch(door).then(async (response) => {
    if (!response.ok) throw new Error(await response.text());
    return new URL(await response.text());
  });
  return server;
}

const named = (url: URL, name: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href;

async function administer(url: URL, statement: string): Promise<void> {
  const client = new Client({ connectionString: named(url, 'postgres') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** A migrated, empty database of its own: one per suite, dropped in `afterAll`. */
export async function createDatabase(): Promise<TestDatabase> {
  const url = await template();
  const name = `spec_${randomBytes(8).toString('hex')}`;
  await administer(url, `create database ${name} template guichet strategy file_copy`);
  return { url: named(url, name), drop: () => administer(url, `drop database if exists ${name} with (force)`) };
}
