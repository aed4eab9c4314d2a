import { parameters, scope, type Principal } from '@guichet/access';
import { listBusinessHours } from '@guichet/calendars';
import type { ExplainedSlaTimer } from '@guichet/contracts';
import type { Reader, SlaTimer } from '@guichet/database';
import { Failure } from '@guichet/platform';
import { caseHistoriesOf } from './timer-events-of-cases.js';
import { CASE_COLUMNS, teamIdsOf, type CaseRow } from './targets-of-cases.js';
import { measure } from './measure-timer.js';
import { runsOf, type TimerRun } from './fold-case-into-timers.js';
import { currentHours, secondsBetween, teamHoursOf, type TeamHours } from './business-hours-across-handovers.js';
import { countTargetDays } from './count-target-days.js';
import { timerLines } from './timer-explanation-lines.js';
import { timersOf } from './timer-rows.js';

const STATES = ['running', 'paused', 'done', 'dropped'];
const OPEN = new Set(['running', 'paused']);

/**
 * Every timer of a case with how its time adds up; running timers as of now. A timer that has ended keeps its figures; its
 * lines are computed with the business hours that its teams have today. Throws `not-found`.
 */
export async function explainTimers(
  reader: Reader,
  who: Principal,
  caseId: string,
): Promise<{ items: ExplainedSlaTimer[] }> {
  const { values, bind } = parameters(caseId);
  const [item] = await reader.query<CaseRow>(
    `select ${CASE_COLUMNS} from cases where id = $1 and ${scope(who, 'case.read').sql('cases', bind)}`,
    values,
  );
  if (!item) throw new Failure('not-found');
  const timers = (await timersOf(reader, [caseId])).get(caseId) ?? [];
  const { events, teamChanges } = (await caseHistoriesOf(reader, [caseId])).get(caseId)!;
  const runs = runsOf(item, events);
  const teamHours = teamHoursOf(item, teamChanges, await listBusinessHours(reader, teamIdsOf([{ item, teamChanges }])));
  const items = timers.sort(byState).map((timer) => {
    const run = runs.find(
      ({ kind, startedAt }) => kind === timer.kind && startedAt.getTime() === timer.startedAt.getTime(),
    );
    return explain(timer, { run, teamHours, now: reader.now });
  });
  return { items };
}

const byState = (one: SlaTimer, other: SlaTimer): number =>
  STATES.indexOf(one.state) - STATES.indexOf(other.state) || other.startPosition - one.startPosition;

function explain(
  timer: SlaTimer,
  { run, teamHours, now }: { run: TimerRun | undefined; teamHours: TeamHours; now: Date },
): ExplainedSlaTimer {
  const measured =
    timer.state === 'running' && run ? measure(run, { target: timer.target, teamHours, now }) : undefined;
  const elapsedSeconds = measured?.elapsedSeconds ?? timer.elapsedSeconds;
  // The lines end when it is or was due: that is what people want to know. What has passed since then is in the figures.
  const due = timer.state === 'running' ? timer.dueAt : timer.breachedAt;
  const until = due ?? timer.endedAt ?? now;
  // The due time stays as it was where business hours have changed since: what is over it begins there, however they count what was before.
  const missedAt = OPEN.has(timer.state) ? (timer.breachedAt ?? (due && due <= now ? due : null)) : null;
  return {
    id: timer.id,
    kind: timer.kind,
    state: timer.state,
    target: timer.target,
    targetName: timer.targetName,
    startedAt: timer.startedAt.toISOString(),
    dueAt: timer.dueAt?.toISOString() ?? null,
    elapsedSeconds,
    remainingSeconds:
      missedAt && run
        ? -Math.floor(secondsBetween(run, teamHours, { from: missedAt, to: now }))
        : timer.totalSeconds - elapsedSeconds,
    endedAt: timer.endedAt?.toISOString() ?? null,
    breachedAt: timer.breachedAt?.toISOString() ?? null,
    lastThreshold: timer.lastThreshold,
    timeZone: currentHours(teamHours).timeZone,
    lines: run ? timerLines(run, teamHours, until) : [],
    dayCount: run ? countTargetDays(run, { target: timer.target, teamHours, until, now }) : null,
  };
}
