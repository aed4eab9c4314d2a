import { actorOf, caseFor, teamsFor, type Principal } from '@guichet/access';
import { mergeCitizens, People, standingMerge, unmergeCitizens } from '@guichet/citizens';
import type { Fact, MergeCitizen } from '@guichet/contracts';
import type { Case, Tx } from '@guichet/database';
import { record } from './entries.js';
import { saveCase } from './save.js';

/** How many open cases of each person tell of a merge: the newest. */
export const TELLING = 3;

/** A citizen with all that were merged into them, but for one branch. */
interface Side {
  top: string;
  except?: string;
}
/** A case that tells of it: of the person `name`, who is or was one with `other`. */
interface Telling {
  item: Case;
  name: string;
  other: string;
}

/** An agent says that two persons are one, and why; their open cases tell it. */
export async function mergePeople(
  tx: Tx,
  who: Principal,
  citizenId: string,
  { intoId, reason }: MergeCitizen,
): Promise<void> {
  const people = await People.known(tx.query, who, [citizenId, intoId]);
  const [top, otherTop] = [people.rootOf(citizenId), people.rootOf(intoId)];
  const tellings = top === otherTop ? [] : await tellingsOf(tx, who, people, { top }, { top: otherTop });
  const { mergeId } = await mergeCitizens(tx, who, citizenId, intoId, reason);
  await tell(tx, who, tellings, (names) => ({ type: 'citizen-merged', mergeId, ...names, reason }));
}

/** Two persons again, as they were before. */
export async function unmergePeople(tx: Tx, who: Principal, citizenId: string, mergeId: string): Promise<void> {
  const [merge, people] = await standingMerge(tx, who, citizenId, mergeId);
  const rest = { top: people.rootOf(citizenId), except: merge.citizenId };
  const tellings = await tellingsOf(tx, who, people, { top: merge.citizenId }, rest);
  await unmergeCitizens(tx, who, citizenId, mergeId);
  await tell(tx, who, tellings, (names) => ({ type: 'citizen-unmerged', mergeId, ...names }));
}

/** Cases of both sides, locked. One tells of the other side only what its own team knows, and nothing where that is nothing. */
export async function tellingsOf(tx: Tx, who: Principal, people: People, ...sides: [Side, Side]): Promise<Telling[]> {
  const idsOf = ({ top, except }: Side) => people.below(top, except).map(({ id }) => id);
  const chosen = await tx.query<{ id: string; side: 0 | 1 }>(
    `select k.id, s.side from (values (0, $1::uuid[]), (1, $2::uuid[])) s(side, ids) cross join lateral (
       select id from cases where citizen_id = any(s.ids) and status <> 'closed' and merged_into_id is null and ($3::uuid[] is null or team_id = any($3))
       order by last_entry_at desc limit ${TELLING}) k order by k.id`,
    [idsOf(sides[0]), idsOf(sides[1]), teamsFor(who, 'citizen.update')],
  );
  const tellings: Telling[] = [];
  for (const { id, side } of chosen) {
    const item = await caseFor(tx, who, id, 'citizen.update');
    const known = await People.around(
      tx.query,
      [item.teamId],
      sides.map(({ top }) => top),
    );
    const [own, other] = side === 0 ? sides : sides.toReversed();
    if (!known.isKnown(other!.top, other!.except)) continue;
    const nameOf = ({ top, except }: Side) => known.nameOf(top, except);
    tellings.push({ item, name: nameOf(own!), other: nameOf(other!) });
  }
  return tellings;
}

export async function tell(
  tx: Tx,
  who: Principal,
  tellings: readonly Telling[],
  factOf: (names: { name: string; other: string }) => Fact,
): Promise<void> {
  for (const { item, name, other } of tellings) await tellIn(tx, who, item, factOf({ name, other }));
}

/** What an agent said of the person whom a locked case is about. */
export async function tellIn(tx: Tx, who: Principal, item: Case, fact: Fact): Promise<void> {
  await record(tx, item, { kind: 'fact', data: fact }, actorOf(who));
  await saveCase(tx, item);
  tx.publish('case.changed', { fields: ['citizen'], status: item.status }, { caseId: item.id, teamIds: [item.teamId] });
}
