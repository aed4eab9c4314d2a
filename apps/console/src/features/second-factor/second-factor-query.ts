import { queryOptions } from '@tanstack/react-query';
import { call } from '../../shared/api/client.js';

/** One's own second factor, or that of another agent. */
export const secondFactorQuery = (agentId?: string) =>
  queryOptions({
    queryKey: ['second-factor', agentId ?? 'own'],
    queryFn: () => (agentId ? call('getSecondFactorOf', { params: { id: agentId } }) : call('getSecondFactor')),
  });

/** One's own passkeys. */
export const passkeysQuery = queryOptions({
  queryKey: ['passkeys'],
  queryFn: async () => (await call('listPasskeys')).items,
});

/** Whether a role requires a second factor, and who of its agents has none. */
export const roleSecondFactorQuery = (roleId: string) =>
  queryOptions({
    queryKey: ['second-factor', 'role', roleId],
    queryFn: () => call('getRoleSecondFactor', { params: { id: roleId } }),
  });
