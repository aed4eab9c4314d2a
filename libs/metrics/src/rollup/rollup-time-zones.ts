import type { Principal } from '@guichet/access';
import { DEFAULT_BUSINESS_HOURS } from '@guichet/contracts';
import type { Tx, Reader } from '@guichet/database';

/** Registers the time zones of teams whose days are not added up yet. A job builds each, and it is used from then on. */
export async function registerZones(tx: Tx): Promise<void> {
  const fresh = await tx.query<{ zone: string }>(
    `insert into metric_zone (zone) select distinct business_hours ->> 'timeZone' from team where business_hours ->> 'timeZone' is not null
     on conflict do nothing returning zone`,
  );
  for (const { zone } of fresh) await tx.job('build-metric-zone', { zone }, { key: `build-metric-zone:${zone}` });
}

/** Returns the time zone of the first team of the reader, or the default one where its days are not added up yet. */
export async function zoneOf(reader: Reader, who: Principal): Promise<string> {
  const [row] = await reader.query<{ zone: string }>(
    `select z.zone from team t join metric_zone z on z.zone = coalesce(t.business_hours ->> 'timeZone', $2) and z.ready
     where t.id = any($1::uuid[]) order by array_position($1::uuid[], t.id) limit 1`,
    [who.teamIds, DEFAULT_BUSINESS_HOURS.timeZone],
  );
  return row?.zone ?? DEFAULT_BUSINESS_HOURS.timeZone;
}
