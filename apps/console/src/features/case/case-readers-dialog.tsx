import type { CaseSummary } from '@guichet/contracts';
import { ErrorState, Hint, PersonMark, Row, RowDetail, RowList, RowMain, RowName } from '@guichet/ui';
import { Badge, Modal, Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { caseReadersQuery } from '../../shared/api/queries.js';
import { useRoleTexts } from '../../shared/roles/use-role-texts.js';

/** Says who can open a case, and by which role each of them can. */
export function CaseReadersDialog({ item, onClose }: { item: CaseSummary; onClose: () => void }) {
  const { t } = useTranslation();
  const { reason } = useRoleTexts();
  const { data, error, refetch } = useQuery(caseReadersQuery(item.id));
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('roles.readers.title', { reference: item.reference })}
      size={560}
      yOffset="8vh"
      centered={false}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="md">
        <Hint>{t('roles.readers.lead')}</Hint>
        {error && !data ? (
          <ErrorState error={error} what={t('roles.readers.failed')} onRetry={() => void refetch()} />
        ) : !data ? (
          <Skeleton height={180} />
        ) : (
          <RowList>
            {data.map(({ agent, permissions, reasons }) => (
              <Row key={agent.id}>
                <PersonMark name={agent.name} size={30} />
                <RowMain>
                  <RowName>
                    <bdi>{agent.name}</bdi>
                    {permissions.every((permission) => permission === 'case.read' || permission === 'metrics.read') && (
                      <Badge variant="light" color="gray" tt="none">
                        {t('roles.readers.readsOnly')}
                      </Badge>
                    )}
                  </RowName>
                  {reasons.map((one) => (
                    <RowDetail key={one.grantId}>{reason(one, true)}</RowDetail>
                  ))}
                </RowMain>
              </Row>
            ))}
          </RowList>
        )}
      </Stack>
    </Modal>
  );
}
