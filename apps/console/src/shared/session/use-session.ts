import type { Permission } from '@guichet/contracts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { sessionQuery } from '../api/queries.js';

export const useSession = () => useSuspenseQuery(sessionQuery).data;

export function useMay() {
  const { permissions } = useSession();
  return (permission: Permission) => permissions.includes(permission);
}
