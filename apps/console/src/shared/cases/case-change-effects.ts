import type { Agent, CaseSummary, CaseType, Team, UpdateCase } from '@guichet/contracts';
import type { QueryClient } from '@tanstack/react-query';
import { agentsQuery, caseTypesQuery, teamsQuery } from '../api/queries.js';

/** Returns a case as it will be after a change; names come from what is already loaded. */
export function applyCaseChange<T extends CaseSummary>(item: T, change: UpdateCase, queryClient: QueryClient): T {
  const { assigneeId, teamId, caseTypeId, ...others } = change;
  const { reason: _, summary: __, takenOverFrom: ___, undo: ____, relieves: _____, ...plain } = others;
  const agents = queryClient.getQueryData<Agent[]>(agentsQuery.queryKey) ?? [];
  const teams = queryClient.getQueryData<Team[]>(teamsQuery.queryKey) ?? [];
  const caseTypes = queryClient.getQueryData<CaseType[]>(caseTypesQuery.queryKey) ?? [];
  const assignee = agents.find((agent) => agent.id === assigneeId);
  const team = teams.find((known) => known.id === teamId);
  const caseType = caseTypes.find((known) => known.id === caseTypeId);
  return {
    ...item,
    ...plain,
    ...(change.status && change.status !== 'snoozed' && { snoozeUntil: null }),
    ...(assigneeId === null && { assignee: null }),
    ...(assignee && { assignee: { id: assignee.id, name: assignee.name } }),
    ...(caseTypeId === null && { caseType: null }),
    ...(caseType && { caseType: { id: caseType.id, name: caseType.name } }),
    ...(team && { team: { id: team.id, name: team.name } }),
  };
}

/** Names what a change concerns, so that a later change of the same ends the offer to undo it. */
export const changesOf = (caseId: string, change: UpdateCase): string[] =>
  Object.keys(change).map((field) => `${caseId} ${field}`);

const ENDINGS: readonly UpdateCase['status'][] = ['closed', 'snoozed', 'spam'];

/** Whether the work at a case is over for now with a change: whoever makes it goes on to another case. */
export const endsWork = ({ status }: UpdateCase): boolean => status !== undefined && ENDINGS.includes(status);

const LEAVING: readonly (keyof UpdateCase)[] = ['status', 'snoozeUntil', 'teamId', 'assigneeId'];

/** Whether a change may put cases out of the list in which they were chosen. */
export const mayLeaveList = (change: UpdateCase): boolean => LEAVING.some((field) => field in change);

/** The sector of a team, where it is in one. */
const sectorOf = (teams: readonly Team[], teamId: string) => teams.find(({ id }) => id === teamId)?.sectorId ?? null;

/** Whether a case leaves its sector when it goes to this team, for which a reason is needed. */
export function leavesSector({ team }: CaseSummary, teamId: string, teams: readonly Team[]): boolean {
  const from = sectorOf(teams, team.id);
  return from !== null && from !== sectorOf(teams, teamId);
}

/** Whether a change gives the case to another team. */
export const isGiven = ({ team }: CaseSummary, { teamId }: UpdateCase) => teamId !== undefined && teamId !== team.id;

/** Returns the change that undoes another one, but for what comes back with a case that was given to another team. */
export function reverseCaseChange(item: CaseSummary, change: UpdateCase): UpdateCase {
  const back: UpdateCase = {};
  const given = isGiven(item, change);
  if (change.status) {
    back.status = item.status;
    back.undo = true;
    if (item.status === 'snoozed' && item.snoozeUntil) back.snoozeUntil = item.snoozeUntil;
  }
  if ('assigneeId' in change && !given) {
    back.assigneeId = item.assignee?.id ?? null;
    back.undo = true;
  }
  if (change.priority) back.priority = item.priority;
  if (change.tags) back.tags = item.tags;
  if ('caseTypeId' in change && !given) back.caseTypeId = item.caseType?.id ?? null;
  if ('language' in change) back.language = item.language;
  if (change.subject) back.subject = item.subject;
  return back;
}
