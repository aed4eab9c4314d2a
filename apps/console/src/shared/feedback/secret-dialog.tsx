import { Dialog } from '@guichet/ui';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../i18n/use-texts.js';
import classes from './secret-dialog.module.css';

interface Props {
  title: string;
  text: string;
  /** What is copied. */
  secret: string;
  size?: number;
  /** How it is shown, where that is not as it is copied. */
  children?: ReactNode;
  onClose: () => void;
}

/** Shows a secret the only time that it is shown. A click beside it does not close it, and Escape asks while it was not copied. */
export function SecretDialog({ title, text, secret, size, children, onClose }: Props) {
  const { t } = useTexts();
  const { copy, copied } = useClipboard({ timeout: 1500 });
  const [wasCopied, setWasCopied] = useState(false);
  const [asks, setAsks] = useState(false);
  return (
    <Dialog
      opened
      onClose={() => (wasCopied || asks ? onClose() : setAsks(true))}
      title={title}
      {...(size && { size })}
      closeOnClickOutside={false}
    >
      <Stack>
        <Text size="sm">{text}</Text>
        {children ?? <div className={classes.secret}>{secret}</div>}
        {asks && (
          <Text size="sm" c="red" role="alert">
            {t('tokens.notCopied')}
          </Text>
        )}
        <Group justify="flex-end">
          <Button
            variant="default"
            onClick={() => {
              copy(secret);
              setWasCopied(true);
              setAsks(false);
            }}
          >
            {t(copied ? 'common.copied' : 'common.copy')}
          </Button>
          <Button onClick={onClose}>{t(asks ? 'common.closeAnyway' : 'common.done')}</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
