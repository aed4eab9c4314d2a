import type { Session } from '@guichet/contracts';
import { carryCsrfToken } from '../../shared/api/client.js';
import { sessionQuery } from '../../shared/api/queries.js';
import { queryClient } from '../../shared/api/query-client.js';

/** The session that was just opened. */
export async function fetchNewSession(): Promise<Session> {
  const session = await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 });
  carryCsrfToken(session.csrfToken);
  return session;
}
