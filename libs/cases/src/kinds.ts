import { randomUUIDv7 } from 'node:crypto';
import { allow, type Principal } from '@guichet/access';
import type { CreateKind, Kind as KindShape, UpdateKind } from '@guichet/contracts';
import { Kind, type Database, type Tx } from '@guichet/database';
import { Failure } from '@guichet/platform';

/** What cases are about, in the order of the alphabet; those that are no longer used last. */
export const kinds = (database: Database): Promise<KindShape[]> =>
  database.read(
    `select id, name, active, created_at as "createdAt" from kind order by not active, name collate "fr-x-icu", id`,
  );

export async function createKind(tx: Tx, who: Principal, { name }: CreateKind): Promise<KindShape> {
  allow(who, 'circulation.manage');
  await assertNameFree(tx, name, null);
  const id = randomUUIDv7();
  await tx.repo(Kind).insert({ id, name, active: true, createdAt: tx.now });
  tx.publish('kind.changed', { kindId: id });
  return kindById(tx, id);
}

export async function updateKind(tx: Tx, who: Principal, id: string, wanted: UpdateKind): Promise<KindShape> {
  allow(who, 'circulation.manage');
  await kindById(tx, id);
  if (wanted.name) await assertNameFree(tx, wanted.name, id);
  if (wanted.name !== undefined || wanted.active !== undefined) await tx.repo(Kind).update({ id }, wanted);
  tx.publish('kind.changed', { kindId: id });
  return kindById(tx, id);
}

/** Fails for a kind that is not there, or no longer used. */
export async function usableKind(tx: Tx, id: string | null): Promise<string | null> {
  if (id === null) return null;
  const [found] = await tx.query(`select 1 from kind where id = $1 and active`, [id]);
  if (!found)
    throw new Failure('invalid-request', { errors: [{ path: 'kindId', message: 'There is no such kind of case.' }] });
  return id;
}

export const kindName = async (tx: Tx, id: string | null): Promise<string | null> =>
  id && ((await tx.query<{ name: string }>(`select name from kind where id = $1`, [id]))[0]?.name ?? null);

async function kindById(tx: Tx, id: string): Promise<KindShape> {
  const [kind] = await tx.query<KindShape>(
    `select id, name, active, created_at as "createdAt" from kind where id = $1`,
    [id],
  );
  if (!kind) throw new Failure('not-found');
  return kind;
}

async function assertNameFree(tx: Tx, name: string, exceptId: string | null): Promise<void> {
  const [other] = await tx.query(`select 1 from kind where lower(name) = lower($1) and id is distinct from $2`, [
    name,
    exceptId,
  ]);
  if (other) throw new Failure('conflict', { detail: `There is already a kind of case called ${name}.` });
}
