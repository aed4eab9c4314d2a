import type { Actor } from '@guichet/contracts';
import { CaseRestriction, type Case, type Tx } from '@guichet/database';
import { appendEntry } from '../timeline/append-entries.js';
import { saveRestriction } from './lock-and-restrict-merged-cases.js';
import { namesOf } from './agents-who-may-open.queries.js';
import { publishRestriction, type Held } from './publish-restriction.js';

/** A locked case whose agents were exchanged as it went to another team, and what was merged into it. */
interface Exchanged {
  item: Case;
  merged: readonly Case[];
  /** Who was named before. */
  named: string[];
  actor: Actor;
}

/**
 * Names those again for a case that comes back who were named before it went to another team, and nobody else. The caller saves the
 * case, and then calls what this returns with who had it until now.
 */
export async function restoreNamedAgents(
  tx: Tx,
  { item, merged, named, actor }: Exchanged,
): Promise<(was: Held) => Promise<void>> {
  const before = item.restrictedTo ?? [];
  item.restrictedTo = named;
  const { caseId: _, ...restriction } = await tx.repo(CaseRestriction).findOneByOrFail({ caseId: item.id });
  const added = await namesOf(tx.query, named.filter((id) => !before.includes(id))); // prettier-ignore
  const removed = await namesOf(tx.query, before.filter((id) => !named.includes(id))); // prettier-ignore
  const data = { type: 'restriction-changed', reason: restriction.reason, added, removed } as const;
  await appendEntry(tx, { item, entry: { kind: 'activity', data }, actor });
  return async (was) => {
    await saveRestriction(tx, { cases: [item, ...merged], restriction });
    await publishRestriction(tx, { cases: [item, ...merged], before, was });
  };
}
