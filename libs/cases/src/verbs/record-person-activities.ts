import { actorOf, caseFor, parameters, Scope, scope, type Principal } from '@guichet/access';
import { People } from '@guichet/citizens';
import type { Activity } from '@guichet/contracts';
import type { Case, Tx } from '@guichet/database';
import { appendEntry } from '../timeline/append-entries.js';
import { saveCase } from '../timeline/write-cases-and-entries.js';

/** So many open cases of each person, the newest, show what is said of the person. */
export const NOTICED_CASES = 3;

/** A citizen with all that were merged into them, but for one branch. */
interface PersonSide {
  top: string;
  except?: string;
}

/** A case that shows it: of the person `name`, who is or was one with `other`. */
interface PersonNotice {
  item: Case;
  name: string;
  other: string;
}

/** Open cases of both sides, locked. A case names the other side only as its own team knows it, and is left out where it does not. */
export async function noticesFor(
  tx: Tx,
  who: Principal,
  { people, sides }: { people: People; sides: [PersonSide, PersonSide] },
): Promise<PersonNotice[]> {
  const idsOf = ({ top, except }: PersonSide) => people.descendants(top, except).map(({ id }) => id);
  const { values, bind } = parameters(...sides.map(idsOf));
  const chosen = await tx.query<{ id: string; side: 0 | 1 }>(
    `select k.id, s.side from (values (0, $1::uuid[]), (1, $2::uuid[])) s(side, ids) cross join lateral (
       select id from cases where citizen_id = any(s.ids) and status not in ('closed', 'spam') and merged_into_id is null and ${scope(who, 'citizen.update').sql('cases', bind)}
       order by last_entry_at desc limit ${NOTICED_CASES}) k order by k.id`,
    values,
  );
  const notices: PersonNotice[] = [];
  for (const { id, side } of chosen) {
    const item = await caseFor(tx, who, { id, permission: 'citizen.update' });
    const known = await People.around(
      tx.query,
      Scope.around(item),
      sides.map(({ top }) => top),
    );
    const [own, other] = side === 0 ? sides : sides.toReversed();
    if (!known.isKnown(other!.top, other!.except)) continue;
    const nameOf = ({ top, except }: PersonSide) => known.nameOf(top, except);
    notices.push({ item, name: nameOf(own!), other: nameOf(other!) });
  }
  return notices;
}

export async function recordPersonActivities(
  tx: Tx,
  who: Principal,
  {
    notices,
    activityOf,
  }: { notices: readonly PersonNotice[]; activityOf: (names: { name: string; other: string }) => Activity },
): Promise<void> {
  for (const { item, name, other } of notices)
    await recordPersonActivity(tx, who, { item, activity: activityOf({ name, other }) });
}

/** Appends what an agent said of the person of a locked case, and saves the case. */
export async function recordPersonActivity(
  tx: Tx,
  who: Principal,
  { item, activity }: { item: Case; activity: Activity },
): Promise<void> {
  await appendEntry(tx, { item, entry: { kind: 'activity', data: activity }, actor: actorOf(who) });
  await saveCase(tx, item);
  tx.publish('case.changed', { fields: ['citizen'], status: item.status }, { caseId: item.id, teamIds: [item.teamId] });
}
