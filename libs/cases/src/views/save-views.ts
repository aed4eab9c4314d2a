import { parameters, scope, type Principal } from '@guichet/access';
import { savedViewLimits, type SavedView as SavedViewShape, type SaveView } from '@guichet/contracts';
import { SavedView, type Tx } from '@guichet/database';
import { conflict, Failure, newId } from '@guichet/platform';
import { statusesOf } from '../inbox/list-plan.js';
import { savedViewById } from './saved-views.queries.js';
import { audiencesOf, isListedFor, mayChange, placeOf, type ViewPlace } from './view-and-macro-rights.js';

/** How long a deletion can be taken back. */
const RESTORED_WITHIN = '1 day';

/**
 * Keeps a list of cases under a name.
 *
 * @throws Failure `not-permitted`, also for a team with which the agent shares no views, `conflict` for one view too many,
 *   `invalid-request` for a status that there is not.
 */
export async function createSavedView(tx: Tx, who: Principal, wanted: SaveView): Promise<SavedViewShape> {
  scope(who, 'case.read');
  const place = placeFor(who, who.id, wanted);
  const [own] = await tx.query<{ count: number }>(
    `select count(*)::int as count from saved_view where owner_id = $1 and deleted_at is null`,
    [who.id],
  );
  if (own && own.count >= savedViewLimits.own) throw conflict('too-many-views', { max: savedViewLimits.own });
  const id = newId();
  const { name, filter } = wanted;
  await tx.repo(SavedView).insert({ id, name, filter, ...place, createdAt: tx.now, deletedAt: null });
  publishView(tx, id, [place]);
  return savedViewById(tx, who, id);
}

/**
 * Replaces the name of a view, what it shows and whose it is.
 *
 * @throws Failure `not-found` for a view that the agent does not see, `not-permitted`, `invalid-request`.
 */
export async function updateSavedView(
  tx: Tx,
  who: Principal,
  { id, wanted }: { id: string; wanted: SaveView },
): Promise<SavedViewShape> {
  const before = await lockView(tx, who, { id, isDeleted: false });
  const place = placeFor(who, before.ownerId, wanted);
  await tx.repo(SavedView).update({ id }, { name: wanted.name, filter: wanted.filter, ...place });
  publishView(tx, id, [before, place]);
  return savedViewById(tx, who, id);
}

/** Throws `not-found`, `not-permitted`. Those that were deleted long ago are forgotten. */
export async function deleteSavedView(tx: Tx, who: Principal, id: string): Promise<void> {
  const view = await lockView(tx, who, { id, isDeleted: false });
  await tx.query(`delete from saved_view where deleted_at < $1::timestamptz - interval '${RESTORED_WITHIN}'`, [tx.now]);
  await tx.repo(SavedView).update({ id }, { deletedAt: tx.now });
  publishView(tx, id, [view]);
}

/** Takes the deletion of a view back. Throws `not-found`, also for one that is in use, and `not-permitted`. */
export async function restoreSavedView(tx: Tx, who: Principal, id: string): Promise<SavedViewShape> {
  const view = await lockView(tx, who, { id, isDeleted: true });
  await tx.repo(SavedView).update({ id }, { deletedAt: null });
  publishView(tx, id, [view]);
  return savedViewById(tx, who, id);
}

async function lockView(
  tx: Tx,
  who: Principal,
  { id, isDeleted }: { id: string; isDeleted: boolean },
): Promise<ViewPlace> {
  scope(who, 'case.read');
  const { values, bind } = parameters(id);
  const [view] = await tx.query<ViewPlace>(
    `select v.owner_id as "ownerId", v.is_shared as "isShared", v.team_id as "teamId" from saved_view v
     where v.id = $1 and (v.deleted_at is not null) = ${bind(isDeleted)}::boolean and ${isListedFor(who, bind)} for update`,
    values,
  );
  if (!view) throw new Failure('not-found');
  if (!mayChange(who, view)) throw new Failure('not-permitted');
  return view;
}

/** Throws `not-permitted`, and `invalid-request` for a status that there is not. */
function placeFor(who: Principal, ownerId: string, { filter, ...wanted }: SaveView): ViewPlace {
  statusesOf(filter);
  return placeOf(who, ownerId, wanted);
}

/** Tells those in whose lists the view is, and was. */
function publishView(tx: Tx, savedViewId: string, places: readonly ViewPlace[]): void {
  for (const audience of audiencesOf(places)) tx.publish('saved-view.changed', { savedViewId }, audience);
}
