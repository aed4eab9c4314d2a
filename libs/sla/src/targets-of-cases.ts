import { listBusinessHours } from '@guichet/calendars';
import type { Priority, SlaTarget, SlaTimerKind } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import type { TeamChange } from './timer-events-of-cases.js';
import type { CaseState, TimerRun } from './fold-case-into-timers.js';
import { targetFor, targetsOf } from './targets.js';
import { teamHoursOf, type TeamHours } from './business-hours-across-handovers.js';

/** A case to which targets apply. */
export interface Case extends CaseState {
  id: string;
  teamId: string;
}

/** The columns of a case that its timers depend on. */
export interface CaseRow extends Case {
  assigneeId: string | null;
  lastPosition: number;
  version: number;
  caseTypeId: string | null;
  priority: Priority;
  dueAt: Date | null;
  dueFor: SlaTimerKind | null;
  importedAt: Date | null;
}

export const CASE_COLUMNS = `id, team_id as "teamId", assignee_id as "assigneeId", last_position as "lastPosition", version, case_type_id as "caseTypeId", priority, status,
  opened_at as "openedAt", closed_at as "closedAt", merged_into_id is not null as merged, due_at as "dueAt", due_for as "dueFor", imported_at as "importedAt"`;

/** What decides which target applies to a case, besides the channel. */
type TargetedCase = Pick<CaseRow, 'teamId' | 'caseTypeId' | 'priority'>;

export interface AppliedTarget {
  target: SlaTarget;
  teamHours: TeamHours;
}

/** The target that applies to a run; undefined where none does. */
export type TargetOf = (run: TimerRun) => AppliedTarget | undefined;

/** The targets that apply to some cases now, with the business hours of the teams that have had them. `tried`: in place of the saved ones. */
export async function targetsFor(
  reader: Reader,
  cases: readonly { item: TargetedCase; teamChanges: readonly TeamChange[] }[],
  tried?: readonly SlaTarget[],
): Promise<(item: TargetedCase, teamChanges: readonly TeamChange[]) => TargetOf> {
  const targets = tried ?? (await targetsOf(reader)).targets;
  const hours = await listBusinessHours(reader, teamIdsOf(cases));
  return (item, teamChanges) => {
    const teamHours = teamHoursOf(item, teamChanges, hours);
    return (run) => {
      const target = targetFor(targets, { ...item, channel: run.channel });
      return target && { target, teamHours };
    };
  };
}

/** The ids of the teams that have some cases, or have had them. */
export const teamIdsOf = (
  cases: readonly { item: { teamId: string }; teamChanges: readonly TeamChange[] }[],
): string[] => [
  ...new Set(
    cases.flatMap(({ item, teamChanges }) => [item.teamId, ...teamChanges.flatMap(({ teamId }) => teamId ?? [])]),
  ),
];
