import { parameters, scope, type Principal } from '@guichet/access';
import { audiencesOf, isListedFor, mayChange, placeOf, type ViewPlace } from '@guichet/cases';
import { macroLimits, type Macro as MacroShape, type ReplaceMacro, type SaveMacro } from '@guichet/contracts';
import { Macro, type Tx } from '@guichet/database';
import { conflict, Failure, newId } from '@guichet/platform';
import { macroById } from './macros.queries.js';

/** How long a deletion can be taken back. */
const RESTORED_WITHIN = '1 day';

const storedOf = ({ name, acts, channels, caseTypeIds }: SaveMacro) => ({ name, acts, channels, caseTypeIds });

/**
 * Makes a macro. Whoever may share views with a team, or with everybody, shares macros with them.
 *
 * @throws Failure `not-permitted`, `conflict` for one macro too many
 */
export async function createMacro(tx: Tx, who: Principal, wanted: SaveMacro): Promise<MacroShape> {
  scope(who, 'case.update');
  const place = placeOf(who, who.id, wanted);
  await assertRoom(tx, place);
  const id = newId();
  await tx.repo(Macro).insert({ id, ...storedOf(wanted), ...place, createdAt: tx.now, deletedAt: null });
  publishMacro(tx, id, [place]);
  return macroById(tx, who, id);
}

/**
 * Replaces all of a macro.
 *
 * @throws Failure `not-found` for a macro that the agent does not see, `not-permitted`, `conflict` (`saved-meanwhile`)
 */
export async function updateMacro(
  tx: Tx,
  who: Principal,
  { id, wanted }: { id: string; wanted: ReplaceMacro },
): Promise<MacroShape> {
  const before = await lockMacro(tx, who, { id, isDeleted: false });
  if (before.version !== wanted.version) throw conflict('saved-meanwhile');
  const place = placeOf(who, before.ownerId, wanted);
  if (place.isShared && !before.isShared) await assertRoomToShare(tx);
  await tx.repo(Macro).update({ id }, { ...storedOf(wanted), ...place, version: before.version + 1 });
  publishMacro(tx, id, [before, place]);
  return macroById(tx, who, id);
}

/** Throws `not-found`, `not-permitted`. Those that were deleted long ago are forgotten. */
export async function deleteMacro(tx: Tx, who: Principal, id: string): Promise<void> {
  const macro = await lockMacro(tx, who, { id, isDeleted: false });
  await tx.query(`delete from macro where deleted_at < $1::timestamptz - interval '${RESTORED_WITHIN}'`, [tx.now]);
  await tx.repo(Macro).update({ id }, { deletedAt: tx.now });
  publishMacro(tx, id, [macro]);
}

/**
 * Takes the deletion of a macro back.
 *
 * @throws Failure `not-found`, also for one that is in use, and after a day; `not-permitted`, `conflict` for one macro too many
 */
export async function restoreMacro(tx: Tx, who: Principal, id: string): Promise<MacroShape> {
  const macro = await lockMacro(tx, who, { id, isDeleted: true });
  await assertRoom(tx, macro);
  await tx.repo(Macro).update({ id }, { deletedAt: null });
  publishMacro(tx, id, [macro]);
  return macroById(tx, who, id);
}

/** Throws Failure `conflict` for one macro too many. */
async function assertRoom(tx: Tx, { ownerId, isShared }: ViewPlace): Promise<void> {
  const max = macroLimits.own;
  const own = await tx.query(`select 1 from macro where owner_id = $1 and deleted_at is null limit ${max}`, [ownerId]);
  if (own.length >= max) throw conflict('too-many-macros', { max });
  if (isShared) await assertRoomToShare(tx);
}

async function assertRoomToShare(tx: Tx): Promise<void> {
  const max = macroLimits.shared;
  const shared = await tx.query(`select 1 from macro where is_shared and deleted_at is null limit ${max}`);
  if (shared.length >= max) throw conflict('too-many-shared-macros', { max });
}

type Locked = ViewPlace & Pick<Macro, 'version'>;

async function lockMacro(
  tx: Tx,
  who: Principal,
  { id, isDeleted }: { id: string; isDeleted: boolean },
): Promise<Locked> {
  scope(who, 'case.update');
  const { values, bind } = parameters(id);
  const [macro] = await tx.query<Locked>(
    `select v.version, v.owner_id as "ownerId", v.is_shared as "isShared", v.team_id as "teamId" from macro v
     where v.id = $1 and (v.deleted_at is not null) = ${bind(isDeleted)}::boolean
       and coalesce(v.deleted_at > ${bind(tx.now)}::timestamptz - interval '${RESTORED_WITHIN}', true) and ${isListedFor(who, bind)} for update`,
    values,
  );
  if (!macro) throw new Failure('not-found');
  if (!mayChange(who, macro)) throw new Failure('not-permitted');
  return macro;
}

/** Tells those in whose lists the macro is, and was. */
function publishMacro(tx: Tx, macroId: string, places: readonly ViewPlace[]): void {
  for (const audience of audiencesOf(places)) tx.publish('macro.changed', { macroId }, audience);
}
