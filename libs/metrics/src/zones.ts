import type { Principal } from '@guichet/access';
import { DEFAULT_SCHEDULE } from '@guichet/contracts';
import type { Database, Tx } from '@guichet/database';

/** Zones of teams whose days nobody has added up yet: each is built by a job, and used from then on. */
export async function followZones(tx: Tx): Promise<void> {
  const fresh = await tx.query<{ zone: string }>(
    `insert into metric_zone (zone) select distinct schedule ->> 'timeZone' from team where schedule ->> 'timeZone' is not null
     on conflict do nothing returning zone`,
  );
  for (const { zone } of fresh) await tx.job('build-metric-zone', { zone }, { key: `build-metric-zone:${zone}` });
}

/** The time zone of whoever looks: that of their first team, as far as its days are added up. */
export async function zoneOf(database: Database, who: Principal): Promise<string> {
  const [row] = await database.read<{ zone: string }>(
    `select z.zone from team t join metric_zone z on z.zone = coalesce(t.schedule ->> 'timeZone', $2) and z.ready
     where t.id = any($1::uuid[]) order by array_position($1::uuid[], t.id) limit 1`,
    [who.teamIds, DEFAULT_SCHEDULE.timeZone],
  );
  return row?.zone ?? DEFAULT_SCHEDULE.timeZone;
}
