import type { Permission, Session } from '@guichet/contracts';
import { use } from 'react';
import { queryClient } from '../api/query-client.js';
import { sessionQuery } from '../api/queries.js';
import { useSharedQuery } from '../api/use-shared-query.js';

let fetched: Promise<Session> | undefined;
/** The route fetches the session before anything is drawn; where it was taken away since, who draws waits for it. */
const fetchSession = () =>
  (fetched ??= queryClient.ensureQueryData(sessionQuery).finally(() => {
    fetched = undefined;
  }));

export const useSession = (): Session => useSharedQuery(sessionQuery) ?? use(fetchSession());

export function useMay() {
  const { permissions } = useSession();
  return (permission: Permission) => permissions.includes(permission);
}
