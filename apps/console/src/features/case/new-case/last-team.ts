import { preferences, setPreferences } from '../../../shared/session/browser-preferences.js';

/** The team in which this agent created a case last in this browser, which several agents may share. */
export const lastTeamOf = (agentId: string): string | undefined => preferences().newCaseTeams[agentId];

export const keepLastTeam = (agentId: string, teamId: string) =>
  setPreferences({ newCaseTeams: { ...preferences().newCaseTeams, [agentId]: teamId } });
