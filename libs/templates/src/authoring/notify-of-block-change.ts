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
  const agents = new Set<string>();
  for (const text of texts)
    for (const { id } of await concernedBy(tx, who, { text, step })) if (id !== who.id) agents.add(id);
  const about = {
    ...{ type: 'block-changed' as const, step, by: who.name, templateId: template.id },
    ...{ language, title: template.title, count: texts.length },
    textIds: texts.slice(0, NAMED).map(({ id }) => id),
  };
  await notify(
    tx,
    [...agents].map((agentId) => ({ agentId, caseId: null, about, dedupeKey: `block-changed:${key}` })),
  );
}

async function concernedBy(
  tx: Tx,
  who: Principal,
  { text, step }: { text: TextWithBlock; step: Change['step'] },
): Promise<{ id: string }[]> {
  if (text.ownerId !== null) return [{ id: text.ownerId }];
  const approvers = await approversOf(tx, who, text);
  return step === 'withdrawn' ? [...approvers, ...(await authorsToNotify(tx, who, text))] : approvers;
}
