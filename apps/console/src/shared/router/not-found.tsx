import { EmptyState } from '@guichet/ui';
import { Button } from '@mantine/core';
import { IconMapPinQuestion } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTexts } from '../i18n/use-texts.js';

/** Stands where an address leads nowhere. */
export function NotFound() {
  const { t } = useTexts();
  return (
    <main style={{ flex: 1, minHeight: '100dvh', background: 'var(--g-surface-1)' }}>
      <EmptyState
        icon={IconMapPinQuestion}
        title={t('common.error.noPage')}
        action={
          <Button component={Link} to="/" variant="default">
            {t('common.error.home')}
          </Button>
        }
      />
    </main>
  );
}
