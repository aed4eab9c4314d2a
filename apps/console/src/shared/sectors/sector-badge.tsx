import { Badge } from '@mantine/core';
import { useSectorName } from './use-sector-name.js';

/** The name of the sector in which something is, where it is in one. */
export function SectorBadge({ sectorId }: { sectorId: string | null }) {
  const name = useSectorName(sectorId);
  return name ? (
    <Badge variant="light" color="gray" tt="none">
      {name}
    </Badge>
  ) : null;
}
