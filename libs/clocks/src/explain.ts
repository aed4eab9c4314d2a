import { teamsFor, type Principal } from '@guichet/access';
import type { ExplainedClock } from '@guichet/contracts';
import type { Database } from '@guichet/database';
import { Failure } from '@guichet/platform';
import { clocksOf, type ClockRow } from './clock-rows.js';
import { layClocks, type Course } from './fold.js';
import { linesOf } from './lines.js';
import { measure } from './measure.js';
import { momentsOf } from './moments.js';
import { CASE_COLUMNS, type CaseRow } from './promised.js';
import { schedulesOf } from './schedules.js';

const STATES = ['running', 'paused', 'done', 'dropped'];

/**
 * Every clock of a case with how it came to its time; what runs, as of now. What is over keeps its figures; its lines are
 * told by the hours that its team has today.
 */
export async function explainClocks(
  database: Database,
  who: Principal,
  caseId: string,
): Promise<{ items: ExplainedClock[] }> {
  const [item] = await database.read<CaseRow>(
    `select ${CASE_COLUMNS} from cases where id = $1 and ($2::uuid[] is null or team_id = any($2))`,
    [caseId, teamsFor(who, 'case.read')],
  );
  if (!item) throw new Failure('not-found');
  const rows = (await clocksOf(database.read, [caseId])).get(caseId) ?? [];
  const courses = layClocks((await momentsOf(database.read, [caseId])).get(caseId)!, item);
  const schedules = await schedulesOf(database.read, [...new Set(rows.map(({ teamId }) => teamId))]);
  const items = rows
    .sort((one, other) => STATES.indexOf(one.state) - STATES.indexOf(other.state) || other.since - one.since)
    .map((row) => {
      const course = courses.find(
        ({ clock, startedAt }) => clock === row.clock && startedAt.getTime() === row.startedAt.getTime(),
      );
      return explained(row, course, schedules.get(row.teamId)!, database.now());
    });
  return { items };
}

function explained(
  row: ClockRow,
  course: Course | undefined,
  schedule: Parameters<typeof measure>[2],
  now: Date,
): ExplainedClock {
  const measured = row.state === 'running' && course ? measure(course, row.target, schedule, now) : undefined;
  const elapsedSeconds = measured?.elapsedSeconds ?? row.elapsedSeconds;
  // What still runs is told up to where it is due: that is what is asked.
  const ahead = row.state === 'running' && row.dueAt && row.dueAt > now ? row.dueAt : now;
  return {
    id: row.id,
    clock: row.clock,
    state: row.state,
    target: row.target,
    targetName: row.targetName,
    startedAt: row.startedAt.toISOString(),
    dueAt: row.dueAt?.toISOString() ?? null,
    elapsedSeconds,
    remainingSeconds: row.totalSeconds - elapsedSeconds,
    endedAt: row.endedAt?.toISOString() ?? null,
    breachedAt: row.breachedAt?.toISOString() ?? null,
    rang: row.rang,
    timeZone: schedule.timeZone,
    lines: course ? linesOf(course, schedule, row.endedAt ?? ahead) : [],
  };
}
