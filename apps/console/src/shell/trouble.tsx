import { Blank } from '@guichet/ui';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { IconAlertTriangle, IconLock, IconMapPinQuestion, IconPlugConnectedX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { isFailure } from '../api/failure.js';
import { useProblemText } from '../i18n/problem-text.js';

/** What failed, and Retry; or that it is not there, or not for this role. */
export function Trouble({ error, onRetry, what }: { error: unknown; onRetry?: () => void; what?: string }) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  if (isFailure(error, 'not-permitted'))
    return (
      <Blank icon={IconLock} title={t('trouble.notPermitted')}>
        {t('trouble.notPermittedText')}
      </Blank>
    );
  if (isFailure(error, 'not-found'))
    return (
      <Blank icon={IconMapPinQuestion} title={t('trouble.notFound')}>
        {t('trouble.notFoundText')}
      </Blank>
    );
  return (
    <Blank
      tone="danger"
      icon={isFailure(error, 'offline') ? IconPlugConnectedX : IconAlertTriangle}
      title={what ?? t('trouble.failed')}
      action={
        onRetry && (
          <Button variant="default" onClick={onRetry}>
            {t('retry')}
          </Button>
        )
      }
    >
      {problemText(error)}
    </Blank>
  );
}

export function NotFound() {
  const { t } = useTranslation();
  return (
    <main style={{ flex: 1, background: 'var(--g-surface-1)' }}>
      <Blank
        icon={IconMapPinQuestion}
        title={t('trouble.noPage')}
        action={
          <Button component={Link} to="/" variant="default">
            {t('trouble.home')}
          </Button>
        }
      />
    </main>
  );
}
