import type { Principal } from '@guichet/access';
import type { Language } from '@guichet/contracts';
import type { Template, Tx } from '@guichet/database';
import { notify } from '@guichet/notifications';
import { textsWithBlock, type TextWithBlock } from '../blocks/shared-blocks.queries.js';
import { approversOf, authorsToNotify } from './notify-of-review.js';

interface Change {
  template: Template;
  language: Language;
  step: 'approved' | 'withdrawn';
  /** By which it is known again. */
  key: string;
}

/** More of them are not read in one notification. */
const NAMED = 20;

/**
 * Notifies those who approve the texts in use that include a block that these say something else now, or lack what the block said, and
 * those who have it in texts of their own, but for whoever has changed it. Without the block a text is not sent any more: who has written
 * it mends it, and is notified of that as well.
 */
export async function notifyOfBlockChange(tx: Tx, who: Principal, change: Change): Promise<void> {
  const { template, language, step, key } = change;
  const texts = await textsWithBlock(tx, template.id);
  const about = {
    ...{ type: 'block-changed' as const, step, by: who.name, templateId: template.id },
    ...{ language, title: template.title, count: texts.length },
  };
  const all = texts.map(({ id }) => id);
  const textIds = (own: readonly string[]) => [...new Set([...own, ...all])].slice(0, NAMED);
  await notify(
    tx,
    [...(await concernedBy(tx, who, { texts, step }))].map(([agentId, own]) => ({
      ...{ agentId, caseId: null, dedupeKey: `block-changed:${key}` },
      about: { ...about, textIds: textIds(own) },
    })),
  );
}

/** The agents to notify, each with the texts for which they are. */
async function concernedBy(
  tx: Tx,
  who: Principal,
  { texts, step }: { texts: readonly TextWithBlock[]; step: Change['step'] },
): Promise<Map<string, string[]>> {
  const concerned = new Map<string, string[]>();
  const add = (agentId: string, text: TextWithBlock) => {
    if (agentId === who.id) return;
    const own = concerned.get(agentId);
    if (own) own.push(text.id);
    else concerned.set(agentId, [text.id]);
  };
  for (const text of texts) if (text.ownerId !== null) add(text.ownerId, text);
  // Hundreds of texts are of a few places: who is to be notified is asked once for each of them.
  const shared = texts.filter(({ ownerId }) => ownerId === null);
  for (const inPlace of Map.groupBy(shared, ({ sectorId, teamId }) => `${sectorId} ${teamId}`).values()) {
    const { sectorId, teamId } = inPlace[0]!;
    const approvers = await approversOf(tx, who, { sectorId, teamId });
    const authorIds = step === 'withdrawn' ? inPlace.flatMap((text) => text.authorIds) : [];
    const authors = authorIds.length > 0 ? await authorsToNotify(tx, who, { sectorId, teamId, authorIds }) : [];
    for (const text of inPlace) {
      for (const { id } of approvers) add(id, text);
      for (const { id } of authors) if (text.authorIds.includes(id)) add(id, text);
    }
  }
  return concerned;
}
