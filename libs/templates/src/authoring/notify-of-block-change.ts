import type { Principal } from '@guichet/access';
import type { TemplateVersion } from '@guichet/contracts';
import type { Template, Tx } from '@guichet/database';
import { notify } from '@guichet/notifications';
import { placesWithBlock } from '../blocks/shared-blocks.queries.js';
import { approversOf } from './notify-of-review.js';

/**
 * Notifies those who approve the texts in use that include a block that these say something else now, and those who have it in texts of
 * their own, but for whoever has approved it.
 */
export async function notifyOfBlockChange(
  tx: Tx,
  who: Principal,
  { template, version }: { template: Template; version: TemplateVersion },
): Promise<void> {
  const places = await placesWithBlock(tx, template.id);
  const agents = new Set<string>();
  for (const place of places)
    for (const { id } of place.ownerId === null ? await approversOf(tx, who, place) : [{ id: place.ownerId }])
      if (id !== who.id) agents.add(id);
  const about = {
    ...{ type: 'block-changed' as const, by: who.name, templateId: template.id },
    ...{ language: version.language, title: template.title },
    count: places.reduce((sum, { count }) => sum + count, 0),
  };
  await notify(
    tx,
    [...agents].map((agentId) => ({ agentId, caseId: null, about, dedupeKey: `block-changed:${version.id}` })),
  );
}
