import { useQuery } from '@tanstack/react-query';
import { sectorsQuery } from '../api/settings-queries.js';

/** The name of a sector; undefined for none. */
export function useSectorName(sectorId: string | null): string | undefined {
  const { data: sectors = [] } = useQuery(sectorsQuery);
  return sectors.find(({ id }) => id === sectorId)?.name;
}
