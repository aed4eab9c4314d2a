import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { addressOf } from '../../shared/api/client.js';
import type { CaseFilter } from '../../shared/api/queries.js';
import { listCountQuery } from '../../shared/bulk/bulk-queries.js';
import { exportFormats } from '../../shared/exports/export-formats.js';
import { shownLanguage } from '../../shared/i18n/shown-language.js';
import { useFormats } from '../../shared/i18n/use-formats.js';
import { downloadAfterProof } from '../../shared/session/step-up.js';
import { useExportScope } from '../../shared/session/use-export-scope.js';
import { useFilterWords } from './use-filter-words.js';

interface Props {
  filter: CaseFilter;
  onClose: () => void;
}

/** The dialog that exports all cases of a list: it says how many they are, where all may be exported, and to what the list is narrowed. */
export function ExportCasesDialog({ filter, onClose }: Props) {
  const { t, i18n } = useTranslation();
  const { number } = useFormats();
  const { note } = useExportScope('cases');
  const words = useFilterWords(filter);
  // Of what is read: where less is exported, that number would be wrong.
  const { data: list, isLoading } = useQuery({ ...listCountQuery(filter), enabled: note === null });
  const count = list?.count ?? 0;
  const countText = list
    ? t(list.isAtLeast ? 'common.export.moreThan' : 'common.export.count', { count, n: number(count) })
    : isLoading && t('common.export.counting');
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('common.export.cases')}
      size={460}
      yOffset="8vh"
      centered={false}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="sm">
        <Text size="sm" role="status">
          {countText && (
            <>
              <strong>{countText}</strong>
              {' · '}
            </>
          )}
          {words.join(' · ')}
        </Text>
        <Text size="sm" c="var(--g-text-2)">
          {t('common.export.columns')}
        </Text>
        {note && (
          <Text size="sm" c="var(--g-text-2)">
            {note}
          </Text>
        )}
        <Group justify="flex-end" gap="xs">
          {exportFormats.toReversed().map((format) => (
            <Button
              key={format}
              component="a"
              download
              data-autofocus={format === exportFormats[0] || undefined}
              variant={format === exportFormats[0] ? 'filled' : 'default'}
              leftSection={<IconDownload size={16} stroke={1.5} aria-hidden />}
              href={addressOf('exportCases', { query: { ...filter, format, language: shownLanguage(i18n) } })}
              onClick={(event) => {
                downloadAfterProof(event);
                onClose();
              }}
            >
              {t(`common.export.${format}`)}
            </Button>
          ))}
        </Group>
      </Stack>
    </Modal>
  );
}
