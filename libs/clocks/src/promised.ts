import type { ClockKind, Priority, Schedule, Target } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import type { Course } from './fold.js';
import type { Case } from './lay.js';
import { schedulesOf } from './schedules.js';
import { targetFor, targetsOf } from './targets.js';

/** A case as its row tells it. */
export interface CaseRow extends Case {
  assigneeId: string | null;
  kindId: string | null;
  priority: Priority;
  dueAt: Date | null;
  dueFor: ClockKind | null;
}

export const CASE_COLUMNS = `id, team_id as "teamId", assignee_id as "assigneeId", kind_id as "kindId", priority, status,
  opened_at as "openedAt", closed_at as "closedAt", merged_into_id is not null as merged, due_at as "dueAt", due_for as "dueFor"`;

export type PromiseOf = (course: Course) => { target: Target; schedule: Schedule } | undefined;

/** What is promised for some cases by now: by the targets, in the hours of their teams. */
export async function promisesFor(
  query: Tx['query'],
  cases: readonly CaseRow[],
): Promise<(item: CaseRow) => PromiseOf> {
  const { targets } = await targetsOf(query);
  const schedules = await schedulesOf(query, [...new Set(cases.map(({ teamId }) => teamId))]);
  return (item) => (course) => {
    const target = targetFor(targets, { ...item, channel: course.channel });
    return target && { target, schedule: schedules.get(item.teamId)! };
  };
}
