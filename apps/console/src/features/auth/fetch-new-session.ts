import type { Session } from '@guichet/contracts';
import { carryCsrfToken } from '../../shared/api/client.js';
import { sessionQuery } from '../../shared/api/queries.js';
import { queryClient } from '../../shared/api/query-client.js';
import { setLanguage } from '../../shared/i18n/index.js';

/** Fetches the session that was just opened, whose agent is shown their own language, where they have chosen one. */
export async function fetchNewSession(): Promise<Session> {
  const session = await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 });
  carryCsrfToken(session.csrfToken);
  // Without its texts, the console stays in the language that it is in.
  if (session.agent.language) await setLanguage(session.agent.language).catch(() => undefined);
  return session;
}
