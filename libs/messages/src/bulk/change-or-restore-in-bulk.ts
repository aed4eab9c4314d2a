import { caseFor, type Principal } from '@guichet/access';
import { markRead, updateCase } from '@guichet/cases';
import type { BulkAction, UpdateCase } from '@guichet/contracts';
import { Case, type BulkItem, type Tx } from '@guichet/database';
import { conflict, Failure } from '@guichet/platform';
import { isToGiveBack } from '@guichet/workforce';
import {
  atPresentVersion,
  CaseChanges,
  changesBetween,
  heldBy,
  restoreChanges,
  type ChangedField,
} from '../undo-case-changes.js';
import { updateAndRouteCase } from '../receive/route-cases-out-of-spam.js';
import { tagsAfter } from '../tags-after-change.js';
import type { Turn } from './bulk-context.js';

type Update = Extract<BulkAction, { kind: 'update' }>;

/**
 * Job: changes one case as its agent would by hand.
 *
 * @throws Failure as `updateCase`; `conflict` for a case that a colleague has; `case-changed` where it would be put out of sight with a
 *   message of which its agent does not know
 */
export async function changeCase(
  tx: Tx,
  { who, action, item: { caseId: id, caseVersion } }: Turn,
): Promise<Partial<BulkItem>> {
  const update = action.action as Update;
  const item = await caseFor(tx, who, { id, permission: 'case.update' });
  if (update.change.assigneeId === who.id) await refuseTaking(tx, who, item);
  if (putsAway(update.change)) await refuseUnseen(tx, id, caseVersion);
  const wanted = wantedOf(item, update);
  await updateAndRouteCase(tx, who, { id, wanted, isOneOfMany: true });
  const now = heldBy(await tx.repo(Case).findOneByOrFail({ id }));
  const changes = await atPresentVersion(tx, id, changesBetween(heldBy(item), now, fieldsOf(update)));
  return Object.keys(changes).length === 0 ? { state: 'unchanged' } : { state: 'done', changes };
}

/**
 * Job: gives one case that is with a substitute or in the queue since an absence back to whoever was absent, be it by that agent themselves:
 * it is theirs to take, and they were shown whether the substitute has replied.
 *
 * @throws Failure as `updateCase`; `conflict` (`not-to-give-back`) where the case has been closed or given to somebody else since
 */
export async function giveCaseBack(tx: Tx, { who, action, item: { caseId: id } }: Turn): Promise<Partial<BulkItem>> {
  const { agentId } = action.action as Extract<BulkAction, { kind: 'give-back' }>;
  const item = await caseFor(tx, who, { id, permission: 'case.update' });
  if (!(await isToGiveBack(tx, { caseId: id, agentId }))) throw conflict('not-to-give-back');
  const wanted = { assigneeId: agentId };
  await updateCase(tx, who, { id, wanted, expectedVersion: item.version, isOneOfMany: true });
  const changes = await atPresentVersion(tx, id, { assigneeId: { from: item.assigneeId, to: agentId } });
  return { state: 'done', changes };
}

/** Whoever takes many cases has not looked at each: none is taken from a colleague unseen. Throws Failure `conflict`. */
export async function refuseTaking(tx: Tx, who: Principal, { assigneeId }: Case): Promise<void> {
  if (assigneeId === null || assigneeId === who.id) return;
  const [colleague] = await tx.query<{ name: string }>(`select name from agent where id = $1`, [assigneeId]);
  throw conflict('colleague-has-it', { name: colleague?.name ?? '' });
}

const putsAway = ({ status, snoozeUntil }: UpdateCase): boolean =>
  snoozeUntil !== undefined || status === 'closed' || status === 'spam' || status === 'snoozed';

/** A job may come to a case long after its agent has looked at the list: whoever has written meanwhile is not left unread. Throws `case-changed`. */
export async function refuseUnseen(tx: Tx, caseId: string, caseVersion: number): Promise<void> {
  const unseen = await tx.query(
    `select 1 from timeline_entry where case_id = $1 and direction = 'in' and case_version > $2 limit 1`,
    [caseId, caseVersion],
  );
  if (unseen.length > 0) throw new Failure('case-changed');
}

/**
 * What is to be changed in this case. One that the team has already is not handed over to it: it gets the agent who was named, and whoever
 * has it keeps it where nobody was.
 */
function wantedOf(item: Case, { change: all, addTags, removeTags }: Update): UpdateCase {
  const { teamId, assigneeId, summary, reason, ...others } = all;
  const isThere = teamId === item.teamId;
  const handover = isThere ? { assigneeId: assigneeId ?? undefined } : { teamId, assigneeId, summary, reason };
  return {
    ...others,
    ...Object.fromEntries(Object.entries(handover).filter(([, value]) => value !== undefined)),
    ...(addTags.length + removeTags.length > 0 && { tags: tagsAfter(item, { add: addTags, remove: removeTags }) }),
  };
}

/** The fields that are the action's own doing. What followed from it by itself, as by rules, is not undone with it. */
function fieldsOf({ change: all, addTags, removeTags }: Update): ChangedField[] {
  const isMoved: ChangedField[] = all.teamId === undefined ? [] : ['teamId', 'assigneeId', 'caseTypeId'];
  return [
    ...isMoved,
    ...(all.status || all.snoozeUntil ? (['status', 'snoozeUntil'] as const) : []),
    ...(['assigneeId', 'caseTypeId', 'priority'] as const).filter((field) => field in all && !isMoved.includes(field)),
    ...(addTags.length + removeTags.length > 0 ? (['tags'] as const) : []),
  ];
}

/** Marks a case as read for the agent of an action, as far as it went when that began. Throws as `markRead`. */
export async function markAsReadUntilBegun(
  tx: Tx,
  { who, item: { caseId, caseVersion } }: Pick<Turn, 'who' | 'item'>,
): Promise<void> {
  const [row] = await tx.query<{ position: number }>(
    `select coalesce(max(position), 0) as position from timeline_entry where case_id = $1 and case_version <= $2`,
    [caseId, caseVersion],
  );
  await markRead(tx, who, { caseId, position: row?.position ?? 0 });
}

/** Job: marks one case as read. Throws as `markRead`. */
export async function readCase(tx: Tx, turn: Turn): Promise<Partial<BulkItem>> {
  await markAsReadUntilBegun(tx, turn);
  return { state: 'done' };
}

/** Job: gives one case back what the action has changed. Throws as `restoreChanges`, and `not-found` where nothing of it can be undone. */
export async function restoreCase(
  tx: Tx,
  { who, action, item: { caseId: id, changes } }: Turn,
): Promise<Partial<BulkItem>> {
  // A rule has moved it to where its agent does not see it.
  if (!changes) throw new Failure('not-found');
  await restoreChanges(tx, who, { id, changes: CaseChanges.parse(changes), since: action.startedAt });
  return { state: 'undone', refusal: null };
}
