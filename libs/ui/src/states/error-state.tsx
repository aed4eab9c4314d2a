import { Button } from '@mantine/core';
import { IconAlertTriangle, IconLock, IconMapPinQuestion, IconPlugConnectedX } from '@tabler/icons-react';
import { useKitTexts } from '../kit-texts.js';
import { EmptyState } from './empty-state.js';

interface Props {
  error: unknown;
  /** What could not be done, as a title. */
  what?: string;
  onRetry?: () => void;
}

/** Stands in place of content that could not be loaded: it says what failed and offers to try again. */
export function ErrorState({ error, onRetry, what }: Props) {
  const texts = useKitTexts();
  const { kind, text } = texts.describeError(error);
  if (kind === 'not-permitted')
    return (
      <EmptyState icon={IconLock} title={texts.error.notPermitted}>
        {texts.error.notPermittedText}
      </EmptyState>
    );
  if (kind === 'not-found')
    return (
      <EmptyState icon={IconMapPinQuestion} title={texts.error.notFound}>
        {texts.error.notFoundText}
      </EmptyState>
    );
  return (
    <EmptyState
      tone="danger"
      icon={kind === 'offline' ? IconPlugConnectedX : IconAlertTriangle}
      title={what ?? texts.error.failed}
      action={
        onRetry && (
          <Button variant="default" onClick={onRetry}>
            {texts.retry}
          </Button>
        )
      }
    >
      {text}
    </EmptyState>
  );
}
