/** For so long nothing is assigned automatically to an agent whom a colleague has relieved of a case: they would have it full again at once. */
const LASTS_MINUTES = 30;

/** SQL: until when the agent is relieved; null: they are not. Primary key of `agent_relief`. */
export const relievedUntil = (agentId: string, now: string): string =>
  `(select r.at + interval '${LASTS_MINUTES} minutes' from agent_relief r
    where r.agent_id = ${agentId} and r.at > ${now}::timestamptz - interval '${LASTS_MINUTES} minutes')`;
