import type { Tx } from '@guichet/database';

/**
 * Publishes that a template has changed, to all who know of it: everybody, or whoever sees the cases of a team of its sector. `places`:
 * where it is, and where it was, as it must go from the screens of those who know of it no longer.
 */
export async function publishTemplate(
  tx: Tx,
  templateId: string,
  ...places: readonly { sectorId: string | null }[]
): Promise<void> {
  const sectorIds = places.map(({ sectorId }) => sectorId);
  if (sectorIds.includes(null)) {
    tx.publish('template.changed', { templateId }, { everybody: 'Every agent uses the library of templates.' });
    return;
  }
  const teams = await tx.query<{ id: string }>(`select id from team where sector_id = any($1::uuid[])`, [sectorIds]);
  tx.publish('template.changed', { templateId }, { teamIds: teams.map(({ id }) => id) });
}
