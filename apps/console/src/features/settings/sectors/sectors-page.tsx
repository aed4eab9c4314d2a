import type { Sector } from '@guichet/contracts';
import { EmptyState, ErrorState, PageHead, PageLead, RowList } from '@guichet/ui';
import { Button, Group, Skeleton } from '@mantine/core';
import { IconPlus, IconWall } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { teamsQuery } from '../../../shared/api/queries.js';
import { sectorsQuery } from '../../../shared/api/settings-queries.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useMay } from '../../../shared/session/use-session.js';
import { SectorDialog } from './sector-dialog.js';
import { SectorRow } from './sector-row.js';
import { useCreateDefaultSectors } from './use-create-default-sectors.js';

/** The sectors, in their order, with the teams of each. */
export function SectorsPage() {
  const { t } = useTexts();
  const may = useMay();
  const { data: sectors, error, refetch } = useQuery(sectorsQuery);
  const { data: teams = [] } = useQuery(teamsQuery);
  const [editing, setEditing] = useState<{ sector?: Sector }>();
  const themes = useCreateDefaultSectors();
  const mayWrite = may('team.manage');
  const add = mayWrite && (
    <Button
      variant={sectors?.length === 0 ? 'default' : 'filled'}
      leftSection={<IconPlus size={16} stroke={1.75} />}
      onClick={() => setEditing({})}
    >
      {t('sectors.add')}
    </Button>
  );
  return (
    <>
      <PageHead>
        <h1>{t('sectors.title')}</h1>
        {sectors?.length !== 0 && add}
      </PageHead>
      <PageLead>{t('sectors.lead')}</PageLead>
      {error && !sectors ? (
        <ErrorState error={error} what={t('sectors.failed')} onRetry={() => void refetch()} />
      ) : !sectors ? (
        <Skeleton height={180} />
      ) : sectors.length === 0 ? (
        <EmptyState
          icon={IconWall}
          title={t('sectors.empty')}
          action={
            mayWrite && (
              <Group gap="xs" justify="center">
                <Button loading={themes.isPending} onClick={() => themes.mutate()}>
                  {t('sectors.themes')}
                </Button>
                {add}
              </Group>
            )
          }
        >
          {t('sectors.emptyText')}
        </EmptyState>
      ) : (
        <RowList>
          {sectors.map((sector, n) => (
            <SectorRow
              key={sector.id}
              sector={sector}
              teams={teams.filter(({ sectorId }) => sectorId === sector.id).map(({ name }) => name)}
              isLast={n === sectors.length - 1}
              onRename={mayWrite ? () => setEditing({ sector }) : undefined}
            />
          ))}
        </RowList>
      )}
      {editing && <SectorDialog sector={editing.sector} onClose={() => setEditing(undefined)} />}
    </>
  );
}
