import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { setOverlay } from '../../shared/layout/overlay-state.js';
import { useExportScope } from '../../shared/session/use-export-scope.js';

/** Exports what the search has found, for whoever may. */
export function ExportSearchButton({ asked }: { asked: { q: string; order?: 'newest' } }) {
  const { t } = useTexts();
  const { isOffered } = useExportScope('cases');
  if (!isOffered) return null;
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      mt={6}
      leftSection={<IconDownload size={15} stroke={1.5} aria-hidden />}
      aria-label={t('search.export')}
      onClick={() => setOverlay({ kind: 'export-search', asked })}
    >
      {t('export.title')}
    </Button>
  );
}
