import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';
import { memoryFolder } from '../../../test/support/memory-folder.js';
import { startPostgres, type EmbeddedPostgres } from './embedded-postgres.js';

const children: EmbeddedPostgres[] = [];
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(memoryFolder(), 'postgres-'));
  chmodSync(folder, 0o755);
});
afterAll(async () => {
  for (const child of children) await child.stop();
  rmSync(folder, { recursive: true });
});

const start = async (warn?: (line: string) => void) => {
  const postgres = await startPostgres(join(folder, 'data'), warn ? { warn } : {});
  children.push(postgres);
  return postgres;
};

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  // The server going away under an idle connection is part of the story here.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('the embedded Postgres', () => {
  it('keeps its promises of durability and knows what we need', async () => {
    const { url, stop } = await start();

    const [shown] = await query(
      url,
      `select current_setting('fsync') fsync, current_setting('full_page_writes') pages, current_setting('synchronous_commit') sync,
         current_setting('server_encoding') encoding, (select datlocprovider from pg_database where datname = current_database()) provider,
         uuidv7() is not null as v7, 'é' < 'f' collate "fr-x-icu" as sorted, lower('É') as lower`,
    );
    expect(shown).toEqual({
      fsync: 'on',
      pages: 'on',
      sync: 'on',
      encoding: 'UTF8',
      provider: 'b',
      v7: true,
      sorted: true,
      lower: 'é',
    });
    await query(url, 'create extension pg_trgm; create extension unaccent; create table letter (text text)');
    await query(url, `insert into letter values ('before the stop')`);
    await stop();
  });

  it('lets nobody in without its password, which nobody else can read', async () => {
    const { url, stop } = await start();

    const without = new URL(url);
    without.password = 'guess';
    await expect(query(without.href, 'select 1')).rejects.toThrow('password authentication failed');
    expect(statSync(join(folder, 'data/postgres')).mode & 0o077).toBe(0);
    expect(new URL(url).hostname).toBe('127.0.0.1');
    await stop();
  });

  it('finds its data again after a stop, and leaves no process', async () => {
    const { url, pid, stop } = await start();

    expect(await query(url, 'select text from letter')).toEqual([{ text: 'before the stop' }]);
    await stop();
    expect(isAlive(pid())).toBe(false);
    await expect(query(url, 'select 1')).rejects.toThrow('ECONNREFUSED');
  });

  it('comes back under the same address with all that was committed when it is killed', async () => {
    const warnings: string[] = [];
    const { url, pid, stop } = await start((line) => warnings.push(line));
    await query(url, `insert into letter values ('before the kill')`);

    const killed = pid();
    process.kill(killed, 'SIGKILL');
    const rows = await eventually(() => query(url, 'select text from letter order by text'));

    expect(rows).toEqual([{ text: 'before the kill' }, { text: 'before the stop' }]);
    expect(pid()).not.toBe(killed);
    expect(warnings).toEqual(['The embedded Postgres ended unexpectedly and is started again']);
    await stop();
  });

  it('is taken over from a predecessor that was killed without stopping it', async () => {
    const first = await startElsewhere();
    await query(first.url, `insert into letter values ('by the predecessor')`);
    first.process.kill('SIGKILL');
    expect(isAlive(first.pid)).toBe(true);

    const second = await start();

    await expect(query(first.url, 'select 1')).rejects.toThrow('ECONNREFUSED');
    expect(await query(second.url, 'select count(*)::int from letter')).toEqual([{ count: 3 }]);
    await second.stop();
  });

  it('starts over when its first start was cut short', async () => {
    const data = join(folder, 'cut');
    mkdirSync(join(data, 'postgres.new/base'), { recursive: true });

    const postgres = await startPostgres(data);
    children.push(postgres);

    expect(await query(postgres.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(existsSync(join(data, 'postgres.new'))).toBe(false);
    await postgres.stop();
    expect(readFileSync(join(data, 'postgres.log'), 'utf8')).toContain('database system is shut down');
  });

  it('works in a folder closed to all others, and never finds the data of an earlier one there', async () => {
    const data = join(folder, 'closed/data');
    for (const letter of ['first', 'second']) {
      mkdirSync(data, { recursive: true });
      chmodSync(join(folder, 'closed'), 0o700);
      const postgres = await startPostgres(data);
      children.push(postgres);
      await query(postgres.url, `create table letter as select '${letter}' as text`);
      await postgres.stop();

      const again = await startPostgres(data);
      children.push(again);
      expect(await query(again.url, 'select text from letter')).toEqual([{ text: letter }]);
      await again.stop();

      // As root the database runs as somebody else, who is lent a folder elsewhere.
      const cluster = realpathSync(join(data, 'postgres'));
      if (cluster !== join(data, 'postgres')) rmSync(dirname(cluster), { recursive: true });
      rmSync(data, { recursive: true });
    }
  });

  it('does not touch a folder that is something else', async () => {
    mkdirSync(join(folder, 'other/postgres/precious'), { recursive: true });
    await expect(startPostgres(join(folder, 'other'))).rejects.toThrow(/^GUICHET_DATA: .* holds no database$/);
    await expect(startPostgres('/dev/null/guichet')).rejects.toThrow(
      /^GUICHET_DATA: cannot write in \/dev\/null\/guichet/,
    );
  });
});

/** A start in a process of its own. */
async function startElsewhere(): Promise<{ process: ChildProcess; url: string; pid: number }> {
  const script = `import { startPostgres } from '@guichet/guichet/postgres';
    const { url, pid } = await startPostgres(${JSON.stringify(join(folder, 'data'))});
    console.log(JSON.stringify({ url, pid: pid() }));`;
  const loader = join(import.meta.dirname, '../bin/load-typescript.mjs');
  const flags = ['--conditions=@guichet/source', '--import', loader, '--input-type=module'];
  const child = spawn(process.execPath, [...flags, '--eval', script], { stdio: ['ignore', 'pipe', 'ignore'] });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { process: child, ...(JSON.parse(line) as { url: string; pid: number }) };
}

/** Until it works; the test's own time limit bounds it. */
async function eventually<Result>(work: () => Promise<Result>): Promise<Result> {
  for (;;) {
    try {
      return await work();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
