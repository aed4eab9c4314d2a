import { actorOf, caseFor, parameters, Scope, scope, type Principal } from '@guichet/access';
import { People } from '@guichet/citizens';
import type { Activity } from '@guichet/contracts';
import type { Case, Tx } from '@guichet/database';
import { appendEntry } from '../timeline/append-entries.js';
import { lockCases } from './lock-cases.js';
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

/** A case that shows it: of the person `name`, who is or was one with `other`. */
interface PersonNotice extends Names {
  item: Case;
}

interface Wanted {
  people: People;
  sides: [PersonSide, PersonSide];
  /** A merge: the cases that show it are wanted as well. */
  mergeId?: string;
}

/**
 * Open cases of both sides, locked. A case names the other side only as its own team knows it, and is left out where it does not. One that
 * shows the merge names both as it does there, whoever sees it: it would say for ever that they are one.
 */
export async function noticesFor(tx: Tx, who: Principal, { people, sides, mergeId }: Wanted): Promise<PersonNotice[]> {
  const { values, bind } = parameters(...sides.map((side) => idsOf(people, side)), mergeId ?? null);
  const chosen = await tx.query<ChosenCase>(
    `with sides(side, ids) as (values (0, $1::uuid[]), (1, $2::uuid[])),
     showing as (
       select distinct on (k.id) k.id, s.side, jsonb_build_object('name', e.data -> 'name', 'other', e.data -> 'other') as shown
       from sides s join cases k on k.citizen_id = any(s.ids) join timeline_entry e on e.case_id = k.id and e.kind = 'activity'
       where $3::text is not null and k.merged_into_id is null and e.data ->> 'mergeId' = $3 and e.data ->> 'type' = 'citizen-merged'),
     newest as (
       select k.id, s.side from sides s cross join lateral (
         select id from cases where citizen_id = any(s.ids) and status not in ('closed', 'spam') and merged_into_id is null and ${scope(who, 'citizen.update').sql('cases', bind)}
         order by last_entry_at desc limit ${NOTICED_CASES}) k)
     select id, side, shown from showing union all select id, side, null from newest where id not in (select id from showing) order by id`,
    values,
  );
  const notices: PersonNotice[] = [];
  for (const one of chosen) {
    const notice = one.shown ? await noticeAsShown(tx, one.id, one.shown) : await noticeOf(tx, who, { one, sides });
    if (notice) notices.push(notice);
  }
  return notices;
}

interface ChosenCase {
  id: string;
  side: 0 | 1;
  shown: Names | null;
}

const idsOf = (people: People, { top, except }: PersonSide) => people.descendants(top, except).map(({ id }) => id);

async function noticeAsShown(tx: Tx, id: string, shown: Names): Promise<PersonNotice> {
  return { item: (await lockCases(tx, [id])).get(id)!, ...shown };
}

async function noticeOf(
  tx: Tx,
  who: Principal,
  { one, sides }: { one: ChosenCase; sides: Wanted['sides'] },
): Promise<PersonNotice | null> {
  const item = await caseFor(tx, who, { id: one.id, permission: 'citizen.update' });
  const tops = sides.map(({ top }) => top);
  const known = await People.around(tx.query, Scope.around(item), tops);
  const [own, other] = one.side === 0 ? sides : sides.toReversed();
  if (!known.isKnown(other!.top, other!.except)) return null;
  const nameOf = ({ top, except }: PersonSide) => known.nameOf(top, except);
  return { item, name: nameOf(own!), other: nameOf(other!) };
}

export async function recordPersonActivities(
  tx: Tx,
  who: Principal,
  { notices, activityOf }: { notices: readonly PersonNotice[]; activityOf: (names: Names) => Activity },
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
