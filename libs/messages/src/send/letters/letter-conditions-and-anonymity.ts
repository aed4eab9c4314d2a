import { lockCaseOfEntry } from '@guichet/cases';
import { isoTime, type Case, type Delivery, type LoggedEvent, type Tx } from '@guichet/database';
import { NAMES_ANONYMOUS } from '../claim-due-deliveries.queries.js';
import { lockDelivery, saveDeliveryState } from '../save-delivery-state.js';

/**
 * SQL condition on a delivery `d` in the case `c`: it is a letter that is to be printed and posted. One that names somebody who is
 * anonymous by now is none from that moment on, also before it is blocked. Index `delivery_to_print`.
 */
export const CAN_BE_PRINTED = `d.state = 'to-print' and not ${NAMES_ANONYMOUS}`;

/** SQL condition on a delivery `d` in the case `c`: it is a letter that an agent has to decide on. Indexes `delivery_blocked`, `delivery_to_print`. */
export const IS_BLOCKED = `(d.state = 'blocked' or (d.state = 'to-print' and ${NAMES_ANONYMOUS}))`;

/** SQL join: who printed the letter of a delivery `d` last, since it was to be printed. Index `letter_print_entry`. */
export const LAST_PRINT = `left join lateral (
  select p.printed_at, p.printed_by_name from letter_print p
  where p.entry_id = d.entry_id and p.printed_at >= d.started_at order by p.printed_at desc limit 1) p on true`;

/** SQL: when and by whom it was printed, for a delivery `d` with its `LAST_PRINT`; null where it was not. */
export const PRINTED = `case when p.printed_at is not null
  then jsonb_build_object('by', p.printed_by_name, 'at', ${isoTime('p.printed_at')}) end`;

/**
 * SQL condition on a delivery `d` in the case `c` with its `LAST_PRINT`: it may be marked as posted. What was printed before somebody became
 * anonymous may have been posted before that, too.
 */
export const CAN_BE_POSTED = `((${CAN_BE_PRINTED}) or (p.printed_at is not null
  and (d.state = 'to-print' or (d.state = 'blocked' and d.reason = 'author-now-anonymous'))))`;

const BLOCKED = { state: 'blocked', reason: 'author-now-anonymous' } as const;

/**
 * Whether an event can make somebody anonymous who is named in a letter: it says so of them, or brings the case to another team, or the
 * letter into another case.
 */
function mayConcern({ type, data }: LoggedEvent): boolean {
  if (type === 'anonymity.changed') return data['anonymous'];
  return type === 'case.changed' && data['fields'].some((field) => field === 'team' || field === 'moved');
}

/**
 * Blocks the letters that wait to be printed and name somebody who is anonymous since: an agent decides on them. Those that were
 * posted are not taken back, as what was sent stays as it was. Indexes `delivery_to_print`, `anonymity_agent`, `anonymity_team`.
 */
export async function blockLettersOfAnonymous(tx: Tx, events: readonly LoggedEvent[]): Promise<void> {
  if (!events.some(mayConcern)) return;
  const rows = await tx.query<{ entryId: string }>(
    `select d.entry_id as "entryId" from delivery d join cases c on c.id = d.case_id
     where d.state = 'to-print' and ${NAMES_ANONYMOUS} order by d.case_id, d.entry_id`,
  );
  for (const { entryId } of rows) {
    const item = await lockCaseOfEntry(tx, entryId);
    const delivery = await lockDelivery(tx, entryId);
    // An agent may have posted, canceled or moved it while we waited for the locks, or the anonymity may have ended.
    if (delivery.state === 'to-print' && (await namesAnonymous(tx, entryId)))
      await saveDeliveryState(tx, { item, delivery, changes: BLOCKED });
  }
}

/**
 * A letter is made while nobody waits for it: its author may have become anonymous since it was claimed. Whoever is being made
 * anonymous is waited for, so that a letter is either found by `blockLettersOfAnonymous` or not to be printed here.
 *
 * @returns what its state is instead of `to-print`; nothing where it may be printed
 */
export async function unlessAnonymous(
  tx: Tx,
  { item, entryId, state }: { item: Case; entryId: string; state: Delivery['state'] },
): Promise<typeof BLOCKED | undefined> {
  if (state !== 'to-print') return undefined;
  await tx.query(
    `select a.id from timeline_entry e join agent a on a.id = e.actor_id cross join team t
     where e.id = $1 and t.id = $2 for share of a, t`,
    [entryId, item.teamId],
  );
  // A statement of its own, as one sees what was committed before it began.
  return (await namesAnonymous(tx, entryId)) ? BLOCKED : undefined;
}

async function namesAnonymous(tx: Tx, entryId: string): Promise<boolean> {
  const named = await tx.query(
    `select 1 from delivery d join cases c on c.id = d.case_id where d.entry_id = $1 and ${NAMES_ANONYMOUS}`,
    [entryId],
  );
  return named.length > 0;
}
