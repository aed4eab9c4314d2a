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

interface Names {
  name: string;
  other: string;
}

/** A case that shows it: of the person `name`, who is or was one with `other`; without names where its team does not know the other. */
interface PersonNotice {
  item: Case;
  names: Names | null;
}

/**
 * Open cases of both sides, locked. A case names the other side only as its own team knows it. Where it does not, it says no more than that
 * there is one, and not even that where all that the agent sees of the other side is restricted.
 */
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
    const nameOf = ({ top, except }: PersonSide) => known.nameOf(top, except);
    if (known.isKnown(other!.top, other!.except))
      notices.push({ item, names: { name: nameOf(own!), other: nameOf(other!) } });
    else if (await hasOpenToTeam(tx, who, idsOf(other!))) notices.push({ item, names: null });
  }
  return notices;
}

/** Whether one of these citizens has a case that the agent may change and that is for a whole team. Index `cases_citizen`. */
async function hasOpenToTeam(tx: Tx, who: Principal, citizenIds: readonly string[]): Promise<boolean> {
  const { values, bind } = parameters(citizenIds);
  const rows = await tx.query(
    `select 1 from cases k where k.citizen_id = any($1::uuid[]) and k.restricted_to is null and ${scope(who, 'citizen.update').sql('k', bind)} limit 1`,
    values,
  );
  return rows.length > 0;
}

/** Appends to each case what its team may know; `activityOf` gets no names where it does not know the other person. */
export async function recordPersonActivities(
  tx: Tx,
  who: Principal,
  { notices, activityOf }: { notices: readonly PersonNotice[]; activityOf: (names: Names | null) => Activity | null },
): Promise<void> {
  for (const { item, names } of notices) {
    const activity = activityOf(names);
    if (activity) await recordPersonActivity(tx, who, { item, activity });
  }
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
