import type { CaseSummary } from '@guichet/contracts';
import { Dialog, ErrorState, Hint, RowList } from '@guichet/ui';
import { Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { caseReadersQuery } from '../../shared/api/queries.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { useMay } from '../../shared/session/use-session.js';
import { AskOfAgent, ReaderRow } from './who-can-open-case-rows.js';

/** Says who can open a case and by what, and answers of anybody else why they cannot. */
export function WhoCanOpenCaseDialog({ item, onClose }: { item: CaseSummary; onClose: () => void }) {
  const { t } = useTexts();
  const may = useMay();
  const { data, error, refetch } = useQuery(caseReadersQuery(item.id));
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('roles.readers.title', { reference: item.reference })}
      size={560}
      yOffset="8vh"
      centered={false}
    >
      <Stack gap="md">
        <Hint>{t('roles.readers.lead')}</Hint>
        {error && !data ? (
          <ErrorState error={error} what={t('roles.readers.failed')} onRetry={() => void refetch()} />
        ) : !data ? (
          <Skeleton height={180} />
        ) : (
          <>
            <RowList>
              {data.map((reader) => (
                <ReaderRow key={reader.agent.id} reader={reader} />
              ))}
            </RowList>
            <AskOfAgent caseId={item.id} />
            {!may('case.restrict') && <Hint>{t('roles.readers.whoRestricts')}</Hint>}
          </>
        )}
      </Stack>
    </Dialog>
  );
}
