import { randomUUIDv7 } from 'node:crypto';
import { allow, type Principal } from '@guichet/access';
import { Targets, type ChannelKind, type Priority, type Target } from '@guichet/contracts';
import { Setting, type Database, type Tx } from '@guichet/database';
import { Failure, conflict } from '@guichet/platform';
import { shippedTargets } from './shipped-targets.js';

const GUICHET = { kind: 'system', name: 'Guichet' } as const;
const KEY = 'targets';
const COMPLAINTS = 'Réclamation';

type Query = Tx['query'];

/** What a promise depends on. */
export interface Promised {
  teamId: string;
  kindId: string | null;
  /** Null where nothing was said yet. */
  channel: ChannelKind | null;
  priority: Priority;
}

/** From the top, the first that fits; an empty list fits all. */
export function targetFor(targets: readonly Target[], item: Promised): Target | undefined {
  const fits = (wanted: readonly string[], value: string | null) =>
    wanted.length === 0 || (value !== null && wanted.includes(value));
  return targets.find(
    ({ teams, kinds, channels, priorities }) =>
      fits(teams, item.teamId) &&
      fits(kinds, item.kindId) &&
      fits(channels, item.channel) &&
      fits(priorities, item.priority),
  );
}

export async function targetsOf(query: Query): Promise<Targets> {
  const [row] = await query<{ value: unknown }>(`select value from setting where key = $1`, [KEY]);
  return row ? Targets.parse(row.value) : { targets: [], version: 0 };
}

export async function readTargets(query: Query, who: Principal): Promise<Targets> {
  allow(who, 'circulation.read');
  return targetsOf(query);
}

/** All promises at once, in their order. Fails with `conflict` where somebody else has saved since `version`. */
export async function saveTargets(tx: Tx, who: Principal, wanted: Targets): Promise<Targets> {
  allow(who, 'circulation.manage');
  await tx.query(`insert into setting (key, value) values ($1, '{"targets":[],"version":0}') on conflict do nothing`, [
    KEY,
  ]);
  const row = await tx.repo(Setting).findOneOrFail({ where: { key: KEY }, lock: { mode: 'pessimistic_write' } });
  if (Targets.parse(row.value).version !== wanted.version) throw conflict('saved-meanwhile');
  await assertKnown(tx, wanted.targets, 'teams', 'team');
  await assertKnown(tx, wanted.targets, 'kinds', 'kind');
  const saved = { ...wanted, version: wanted.version + 1 };
  await tx.repo(Setting).update({ key: KEY }, { value: saved });
  tx.publish('clocks.changed', { teamId: null });
  return saved;
}

async function assertKnown(
  tx: Tx,
  targets: readonly Target[],
  list: 'teams' | 'kinds',
  table: 'team' | 'kind',
): Promise<void> {
  const named = [...new Set(targets.flatMap((target) => target[list]))];
  const rows = await tx.query<{ id: string }>(`select id from ${table} where id = any($1::uuid[])`, [named]);
  const known = new Set(rows.map(({ id }) => id));
  const at = targets.findIndex((target) => target[list].some((id) => !known.has(id)));
  if (at >= 0)
    throw new Failure('invalid-request', {
      errors: [{ path: `targets.${at}.${list}`, message: `There is no such ${table}.` }],
    });
}

/** Gives a new installation the promises that it begins with, once: what a town makes of them is its own. */
export async function shipTargets(database: Database): Promise<void> {
  await database.write(GUICHET, async (tx) => {
    const first = await tx.query(`select 1 from setting where key = $1`, [KEY]);
    if (first.length > 0) return;
    await tx.query(`insert into kind (id, name, created_at) values ($1, $2, $3) on conflict do nothing`, [
      randomUUIDv7(),
      COMPLAINTS,
      tx.now,
    ]);
    const [kind] = await tx.query<{ id: string }>(`select id from kind where name = $1`, [COMPLAINTS]);
    const targets = shippedTargets(kind!.id).map((target) => ({ ...target, id: randomUUIDv7() }));
    await tx.query(`insert into setting (key, value) values ($1, $2) on conflict do nothing`, [
      KEY,
      JSON.stringify(Targets.parse({ targets, version: 1 })),
    ]);
  });
}
