import {
  appendEntry,
  mergeAsOneCorrespondence,
  saveCase,
  untouchedCases,
  untouchedHistory,
  type UntouchedCase,
} from '@guichet/cases';
import { handleKey } from '@guichet/citizens';
import type { Case, Tx } from '@guichet/database';

/** The largest case that comes of it, in entries, as for the joining of live cases. */
const MAX_ENTRIES = 200;

const REASON = 'one-correspondence';

/** The case of a message of the history, and one at work that replies to it; both are locked. */
export interface ProvenPair {
  past: Case;
  live: Case;
}

/**
 * Brings the history of a correspondence into the case at work that replies to it. That one stays as it is, open and with its
 * reference, as its citizen may have been told of it; of two at work the one to which the history came stays. Where somebody has touched one of the two, or they are not of one address,
 * account and team, the history is suggested to the agents of the case at work, once.
 */
export async function joinHistory(tx: Tx, pairs: readonly ProvenPair[]): Promise<void> {
  if (pairs.length === 0) return;
  const ids = [...new Set(pairs.flatMap(({ past, live }) => [past.id, live.id]))];
  const histories = await untouchedHistory(tx, ids);
  const untouched = new Map([...histories, ...(await untouchedCases(tx, ids))]);
  /** Where the messages of a case are by now. */
  const joined = new Map<Case, Case>();
  const now = (item: Case): Case => (joined.has(item) ? now(joined.get(item)!) : item);
  for (const pair of pairs) {
    const [past, live] = [now(pair.past), now(pair.live)];
    if (past === live) continue;
    const isOne = areOne(untouched.get(past.id), untouched.get(live.id));
    if (isOne && past.lastPosition + live.lastPosition <= MAX_ENTRIES) {
      const [from, into] = histories.has(past.id) ? [past, live] : [live, past];
      await mergeAsOneCorrespondence(tx, { from, into });
      joined.set(from, into);
    } else await suggest(tx, { past, live });
  }
}

const areOne = (one: UntouchedCase | undefined, other: UntouchedCase | undefined): boolean =>
  one !== undefined &&
  other !== undefined &&
  one.accountId === other.accountId &&
  one.teamId === other.teamId &&
  handleKey(one.sender) === handleKey(other.sender);

/** Suggests the history to the agents of a case, unless it was suggested or decided on before. */
async function suggest(tx: Tx, { past, live }: ProvenPair): Promise<void> {
  const added = await tx.query(
    `insert into case_link (case_id, other_id, state, reason)
     select $1::uuid, $2::uuid, 'suggested', $3 where not exists (select 1 from case_link where case_id = $2 and other_id = $1)
     on conflict do nothing returning case_id`,
    [live.id, past.id, REASON],
  );
  if (added.length === 0) return;
  const data = { type: 'link-suggested', caseId: past.id, reference: past.reference, reason: REASON } as const;
  await appendEntry(tx, { item: live, entry: { kind: 'activity', data } });
  await saveCase(tx, live);
  tx.publish('case.changed', { fields: ['links'] }, { caseId: live.id, teamIds: [live.teamId] });
}
