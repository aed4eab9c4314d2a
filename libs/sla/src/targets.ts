import { allow, knownTeamIds, reach, type Principal } from '@guichet/access';
import { SlaTargets, type ChannelKind, type Priority, type SlaTarget } from '@guichet/contracts';
import { Setting, type Database, type Reader, type Tx } from '@guichet/database';
import { conflict, wrongField, newId } from '@guichet/platform';
import { defaultTargets } from './default-targets.js';

const GUICHET = { kind: 'system', name: 'Guichet' } as const;
const KEY = 'targets';
const COMPLAINTS = 'Réclamation';

/** What decides which target applies. */
export interface TargetCriteria {
  teamId: string;
  caseTypeId: string | null;
  /** Null while the case has no message. */
  channel: ChannelKind | null;
  priority: Priority;
}

/** The first target of the list that fits; an empty list in a target fits all. Undefined where none does. */
export function targetFor(targets: readonly SlaTarget[], item: TargetCriteria): SlaTarget | undefined {
  const fits = (wanted: readonly string[], value: string | null) =>
    wanted.length === 0 || (value !== null && wanted.includes(value));
  return targets.find(
    ({ teams, caseTypes, channels, priorities }) =>
      fits(teams, item.teamId) &&
      fits(caseTypes, item.caseTypeId) &&
      fits(channels, item.channel) &&
      fits(priorities, item.priority),
  );
}

export async function targetsOf({ query }: Reader): Promise<SlaTargets> {
  const [row] = await query<{ value: unknown }>(`select value from setting where key = $1`, [KEY]);
  return row ? SlaTargets.parse(row.value) : { targets: [], version: 0 };
}

/**
 * The targets, for those who may read settings. Whoever only reads them gets none that is only for teams of sectors of which they
 * do not know. Throws `not-permitted`.
 */
export async function readTargets(reader: Reader, who: Principal): Promise<SlaTargets> {
  allow(who, 'routing.read');
  const all = await targetsOf(reader);
  if (reach(who, 'routing.manage') !== 'nowhere') return all;
  const known = await knownTeamIds(reader, who);
  const shown = all.targets.map((target) => ({ target, teams: target.teams.filter((id) => known.has(id)) }));
  return {
    ...all,
    targets: shown.flatMap(({ target, teams }) =>
      target.teams.length === 0 || teams.length > 0 ? [{ ...target, teams }] : [],
    ),
  };
}

/**
 * Replaces all targets, in their order. Throws `conflict` where somebody else has saved since `version`,
 * `invalid-request` where a target names an unknown team or case type, `not-permitted`.
 */
export async function saveTargets(tx: Tx, who: Principal, wanted: SlaTargets): Promise<SlaTargets> {
  allow(who, 'routing.manage');
  await tx.query(`insert into setting (key, value) values ($1, '{"targets":[],"version":0}') on conflict do nothing`, [
    KEY,
  ]);
  const row = await tx.repo(Setting).findOneOrFail({ where: { key: KEY }, lock: { mode: 'pessimistic_write' } });
  if (SlaTargets.parse(row.value).version !== wanted.version) throw conflict('saved-meanwhile');
  await assertKnown(tx, { targets: wanted.targets, list: 'teams', table: 'team' });
  await assertKnown(tx, { targets: wanted.targets, list: 'caseTypes', table: 'case_type' });
  const saved = { ...wanted, version: wanted.version + 1 };
  await tx.repo(Setting).update({ key: KEY }, { value: saved });
  tx.publish('sla.targets-changed', {}, { everybody: 'Every agent may read the targets.' });
  return saved;
}

async function assertKnown(
  tx: Tx,
  { targets, list, table }: { targets: readonly SlaTarget[]; list: 'teams' | 'caseTypes'; table: 'team' | 'case_type' },
): Promise<void> {
  const named = [...new Set(targets.flatMap((target) => target[list]))];
  const rows = await tx.query<{ id: string }>(`select id from ${table} where id = any($1::uuid[])`, [named]);
  const known = new Set(rows.map(({ id }) => id));
  const at = targets.findIndex((target) => target[list].some((id) => !known.has(id)));
  if (at >= 0) throw wrongField(`targets.${at}.${list}`, table === 'team' ? 'no-such-team' : 'no-such-case-type');
}

/** Gives a new installation its first targets, once: they are for the town to change. */
export async function seedTargets(database: Database): Promise<void> {
  await database.write(GUICHET, async (tx) => {
    const first = await tx.query(`select 1 from setting where key = $1`, [KEY]);
    if (first.length > 0) return;
    await tx.query(`insert into case_type (id, name, created_at) values ($1, $2, $3) on conflict do nothing`, [
      newId(),
      COMPLAINTS,
      tx.now,
    ]);
    const [caseType] = await tx.query<{ id: string }>(`select id from case_type where name = $1`, [COMPLAINTS]);
    const targets = defaultTargets(caseType!.id).map((target) => ({ ...target, id: newId() }));
    await tx.query(`insert into setting (key, value) values ($1, $2) on conflict do nothing`, [
      KEY,
      JSON.stringify(SlaTargets.parse({ targets, version: 1 })),
    ]);
  });
}
