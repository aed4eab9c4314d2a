import { Button } from '@mantine/core';
import { IconBookmarkPlus } from '@tabler/icons-react';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { setOverlay } from '../../shared/layout/overlay-state.js';

/** Keeps what is looked for as a view of the inbox, closed cases among it as they are found here. */
export function SaveSearch({ q }: { q: string }) {
  const { t } = useTexts();
  const filter = { view: 'all', status: 'any', q, sort: 'newest' } as const;
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      mt={6}
      leftSection={<IconBookmarkPlus size={15} stroke={1.5} aria-hidden />}
      onClick={() => setOverlay({ kind: 'save-view', filter })}
    >
      {t('views.save')}
    </Button>
  );
}
