import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '@guichet/guichet/postgres';
import { Client } from 'pg';
import { startProductProcess, type ProductProcess } from '../support/product-process.js';
import { removeCluster, removeLeftovers, TEMPORARY } from './leftover-clusters.js';
import { say } from './statistics-and-results.js';
import { seed } from './seed-town.js';

/** The content of a database, and the name under which it is kept. */
export interface Seed {
  name: string;
  fill(url: string, cases: number): Promise<void>;
  /** It is only read, so that no copy of it is needed. */
  isRead?: boolean;
}
const TOWN: Seed = { name: 'seeded', fill: seed };

/** One Postgres as `npm start` launches it, which the product and the floors both use. */
export interface Cluster {
  /** Creates a database with a number of cases, as a fresh copy for one measurement. */
  databaseWith(cases: number, kind?: Seed): Promise<string>;
  /** Creates an empty database. */
  emptyDatabase(name: string): Promise<string>;
  startProduct(databaseUrl: string, nodeFlags?: string[]): Promise<ProductProcess>;
  /** The process id of its Postgres. */
  postmaster(): number;
  close(): Promise<void>;
}

export async function openCluster(kept: string | undefined): Promise<Cluster> {
  removeLeftovers();
  const folder = kept ?? mkdtempSync(join(tmpdir(), TEMPORARY));
  mkdirSync(folder, { recursive: true });
  const postgres = await startPostgres(folder);
  const admin = new Client({ connectionString: Object.assign(new URL(postgres.url), { pathname: '/postgres' }).href });
  await admin.connect();
  const urlOf = (name: string) => Object.assign(new URL(postgres.url), { pathname: `/${name}` }).href;
  const exists = async (name: string) =>
    (await admin.query(`select from pg_database where datname = $1`, [name])).rowCount === 1;
  const emptyDatabase = async (name: string) => {
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.query(`create database ${name}`);
    return urlOf(name);
  };

  return {
    emptyDatabase,
    async databaseWith(cases, kind = TOWN) {
      const name = `${kind.name}_${cases}`;
      if (!(await exists(name))) {
        const begun = Date.now();
        // The database is renamed when it is complete, so that an interrupted run leaves nothing that looks like a complete one.
        await kind.fill(await emptyDatabase('seeding'), cases);
        await admin.query(`alter database seeding rename to ${name}`);
        say(`seeded ${cases} cases in ${Math.round((Date.now() - begun) / 1000)} s`);
      }
      if (kind.isRead) return urlOf(name);
      await admin.query(`drop database if exists measured with (force)`);
      await admin.query(`create database measured template ${name} strategy file_copy`);
      await admin.query('checkpoint');
      return urlOf('measured');
    },
    startProduct: (databaseUrl, nodeFlags = []) =>
      startProductProcess({ databaseUrl, dataDir: join(folder, 'product'), nodeFlags }),
    postmaster: () => postgres.pid(),
    async close() {
      await admin.query(`drop database if exists measured with (force)`);
      await admin.end();
      await postgres.stop();
      if (!kept) removeCluster(folder);
    },
  };
}
