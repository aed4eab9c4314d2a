import { useMay, useSession } from './use-session.js';

/** Whether the agent takes what waits in their teams. Whoever is in none, as a supervisor of many, is given nothing by that. */
export function useMayTakeNext(): boolean {
  const { teams } = useSession();
  return useMay()('case.assign') && teams.length > 0;
}
