import { allow, type Principal } from '@guichet/access';
import { ChannelKind, SlaTimerKind, type SlaTarget, type SlaTargets, type SlaTargetTrial } from '@guichet/contracts';
import type { Reader, SlaTimer } from '@guichet/database';
import { forEachYielding } from '@guichet/platform';
import { computeTimerChanges, dueTimeOf } from './compute-timer-changes.js';
import { runsOf } from './fold-case-into-timers.js';
import { targetFor, targetsOf, type TargetCriteria } from './targets.js';
import { CASE_COLUMNS, targetsFor, type CaseRow } from './targets-of-cases.js';
import { caseHistoriesOf } from './timer-events-of-cases.js';
import { timersOf } from './timer-rows.js';

/** How many cases are computed: a trial must not keep the database busy for long. */
const CHECKED = 5000;
const CHUNK = 500;

/**
 * Returns what becomes of the deadlines of open cases when these targets replace the saved ones. Nothing is changed. It counts all
 * open cases, as targets apply to all of them, those also that the agent may not see. Throws `not-permitted`.
 */
export async function tryTargets(reader: Reader, who: Principal, wanted: SlaTargets): Promise<SlaTargetTrial> {
  allow(who, 'routing.manage');
  const saved = (await targetsOf(reader)).targets;
  const result: SlaTargetTrial = { checked: 0, unchecked: 0, moved: 0, lost: 0, gained: 0, late: 0 };
  const groups = await groupsWithOtherTimes(reader, saved, wanted.targets);
  result.unchecked = groups.reduce((sum, { count }) => sum + count, 0);
  for (let after: string | null = null; result.unchecked > 0 && result.checked < CHECKED;) {
    const cases: CaseRow[] = await casesOfGroups(reader, groups, after);
    if (cases.length === 0) return { ...result, unchecked: 0 };
    await addOutcomes(result, reader, { cases, saved, tried: wanted.targets });
    after = cases.at(-1)!.id;
  }
  return result;
}

/** Cases that no target tells apart. */
interface CaseGroup extends Omit<TargetCriteria, 'channel'> {
  count: number;
}

/** The groups of open cases to which, by some channel, other times would apply. */
async function groupsWithOtherTimes(
  { query }: Reader,
  saved: readonly SlaTarget[],
  tried: readonly SlaTarget[],
): Promise<CaseGroup[]> {
  const groups = await query<CaseGroup>(
    `select team_id as "teamId", case_type_id as "caseTypeId", priority, count(*)::int as count
     from cases where status not in ('closed', 'spam') group by 1, 2, 3`,
  );
  const timesOf = (targets: readonly SlaTarget[], group: CaseGroup, channel: ChannelKind | null) => {
    const target = targetFor(targets, { ...group, channel });
    return JSON.stringify(SlaTimerKind.options.map((kind) => target?.[kind] ?? null));
  };
  return groups.filter((group) =>
    [null, ...ChannelKind.options].some((channel) => timesOf(saved, group, channel) !== timesOf(tried, group, channel)),
  );
}

/** The next open cases of some groups, in the order of their ids. */
function casesOfGroups({ query }: Reader, groups: readonly CaseGroup[], after: string | null): Promise<CaseRow[]> {
  return query<CaseRow>(
    `select ${CASE_COLUMNS} from cases c where status not in ('closed', 'spam') and ($2::uuid is null or id > $2)
       and exists (select from jsonb_to_recordset($1::jsonb) g("teamId" uuid, "caseTypeId" uuid, priority text)
         where g."teamId" = c.team_id and g."caseTypeId" is not distinct from c.case_type_id and g.priority = c.priority)
     order by id limit ${CHUNK}`,
    [JSON.stringify(groups), after],
  );
}

async function addOutcomes(
  result: SlaTargetTrial,
  reader: Reader,
  { cases, saved, tried }: { cases: readonly CaseRow[]; saved: readonly SlaTarget[]; tried: readonly SlaTarget[] },
): Promise<void> {
  const ids = cases.map(({ id }) => id);
  const histories = await caseHistoriesOf(reader, ids);
  const rows = await timersOf(reader, ids);
  const withHistories = cases.map((item) => ({ item, ...histories.get(item.id)! }));
  const [savedIn, triedIn] = [
    await targetsFor(reader, withHistories, saved),
    await targetsFor(reader, withHistories, tried),
  ];
  await forEachYielding(withHistories, ({ item, events, teamChanges }) => {
    const [runs, former, now] = [runsOf(item, events), rows.get(item.id) ?? [], reader.now];
    const timersBy = (targetsIn: typeof savedIn) =>
      computeTimerChanges({ item, runs, former, targetOf: targetsIn(item, teamChanges), now }).changed;
    // Both are computed: the rows themselves may wait for a job that computes them again.
    const [before, after] = [standing(timersBy(savedIn)), standing(timersBy(triedIn))];
    const keys = new Set([...before.keys(), ...after.keys()]);
    const isAny = (holds: (was: SlaTimer | undefined, is: SlaTimer | undefined) => boolean) =>
      Number([...keys].some((key) => holds(before.get(key), after.get(key))));
    result.moved += isAny((was, is) => was !== undefined && is !== undefined && !haveSameTarget(was, is));
    result.lost += isAny((_, is) => is === undefined);
    result.gained += isAny((was) => was === undefined);
    result.late += isAny((was, is) => isLate(is, now) && !isLate(was, now));
  });
  result.checked += cases.length;
  result.unchecked = Math.max(0, result.unchecked - cases.length);
}

/** The timers that have not ended, by what started them. */
const standing = (timers: readonly SlaTimer[]): Map<string, SlaTimer> =>
  new Map(timers.filter(({ endedAt }) => endedAt === null).map((one) => [`${one.kind} ${one.startPosition}`, one]));

const haveSameTarget = (one: SlaTimer, other: SlaTimer): boolean =>
  one.target.value === other.target.value && one.target.unit === other.target.unit;

const isLate = (timer: SlaTimer | undefined, now: Date): boolean => {
  const due = timer && dueTimeOf(timer);
  return due ? due <= now : false;
};
