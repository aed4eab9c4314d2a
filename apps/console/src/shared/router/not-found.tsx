import { EmptyState } from '@guichet/ui';
import { Button } from '@mantine/core';
import { IconMapPinQuestion } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** Stands where an address leads nowhere. */
export function NotFound() {
  const { t } = useTranslation();
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
