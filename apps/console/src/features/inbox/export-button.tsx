import type { CaseFilter } from '@guichet/contracts';
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { setOverlay } from '../../shared/layout/overlay-state.js';
import { useExportScope } from '../../shared/session/use-export-scope.js';

/** The button in the head of a list that exports its cases, for whoever may. */
export function ExportButton({ filter }: { filter: CaseFilter }) {
  const { t } = useTexts();
  const { isOffered } = useExportScope('cases');
  if (!isOffered) return null;
  return (
    <Tooltip label={t('export.cases')}>
      <ActionIcon aria-label={t('export.cases')} onClick={() => setOverlay({ kind: 'export-cases', filter })}>
        <IconDownload size={18} stroke={1.5} />
      </ActionIcon>
    </Tooltip>
  );
}
