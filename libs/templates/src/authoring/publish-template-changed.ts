import type { TemplatePlace } from '@guichet/access';
import type { Tx } from '@guichet/database';

/** Where a template is, or was; what is not said is nobody's in particular. */
type Place = Partial<TemplatePlace> & { sectorId: string | null };

/**
 * Publishes that a template has changed, to all who know of it: its owner, whoever sees the cases of its team or of a team of its sector,
 * or everybody. `places`: where it is, and where it was, as it must go from the screens of those who know of it no longer.
 */
export async function publishTemplateChanged(tx: Tx, templateId: string, ...places: readonly Place[]): Promise<void> {
  const [{ ownerId, teamId } = {}] = places;
  if (ownerId) return tx.publish('template.changed', { templateId }, { agentId: ownerId });
  if (teamId) return tx.publish('template.changed', { templateId }, { teamIds: [teamId] });
  const sectorIds = places.map(({ sectorId }) => sectorId);
  if (sectorIds.includes(null)) {
    tx.publish('template.changed', { templateId }, { everybody: 'Every agent uses the library of templates.' });
    return;
  }
  const teams = await tx.query<{ id: string }>(`select id from team where sector_id = any($1::uuid[])`, [sectorIds]);
  tx.publish('template.changed', { templateId }, { teamIds: teams.map(({ id }) => id) });
}
