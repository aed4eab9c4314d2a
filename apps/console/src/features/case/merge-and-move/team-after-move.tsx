import type { CaseDetail } from '@guichet/contracts';
import { Alert } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { caseQuery, teamsQuery } from '../../../shared/api/queries.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useSectorName } from '../../../shared/sectors/use-sector-name.js';

/** Says, before entries go to a case of another team, who will see them then, and that they change their sector where they do. */
export function TeamAfterMove({ item, intoId }: { item: CaseDetail; intoId: string }) {
  const { t } = useTexts();
  const formats = useFormats();
  const { data: into } = useQuery(caseQuery(intoId));
  const { data: teams = [] } = useQuery(teamsQuery);
  const sectorOf = (teamId: string | undefined) => teams.find(({ id }) => id === teamId)?.sectorId ?? null;
  const [from, to] = [sectorOf(item.team.id), sectorOf(into?.data.team.id)];
  const [sectorFrom, sectorInto] = [useSectorName(from), useSectorName(to)];
  if (!into || into.data.team.id === item.team.id) return null;
  const { team, restriction } = into.data;
  const leaves = sectorFrom ? 'outOfSector' : 'sameSector';
  const crosses = sectorInto ? 'intoSector' : leaves;
  const how = from === to ? 'sameSector' : crosses;
  return (
    <Alert color="gray" role="status" icon={<IconEye size={18} stroke={1.75} />}>
      {t(`case.move.team.${how}`, { from: item.team.name, into: team.name, sectorFrom, sectorInto })}{' '}
      {restriction
        ? t('case.move.team.seenByNamed', { names: formats.list(restriction.agents.map(({ name }) => name)) })
        : t('case.move.team.seenBy', { into: team.name })}
    </Alert>
  );
}
