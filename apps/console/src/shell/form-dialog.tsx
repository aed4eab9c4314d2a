import { Modal, Stack } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FormEnd, FormFailure, type FormEndProps } from './form.js';

interface Props extends Omit<FormEndProps, 'onCancel'> {
  title: string;
  size?: number;
  error: unknown;
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  /** Closed in whatever way. */
  onClose: () => void;
  /** Left on purpose; else as `onClose`. */
  onCancel?: () => void;
  /** Files that are dropped on it. */
  onFiles?: (files: File[]) => void;
  children: ReactNode;
}

/** A dialog that is one form. It grows downwards, so that nothing moves under the hand. */
export function FormDialog({
  title,
  size = 520,
  error,
  onSubmit,
  onClose,
  onCancel,
  onFiles,
  children,
  ...end
}: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={size}
      yOffset="8vh"
      centered={false}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!end.disabled && !end.pending) onSubmit(event);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          event.currentTarget.requestSubmit();
        }}
        onDragOver={(event) => onFiles && event.preventDefault()}
        onDrop={(event) => {
          if (!onFiles) return;
          event.preventDefault();
          onFiles([...event.dataTransfer.files]);
        }}
      >
        <Stack gap="md">
          <FormFailure error={error} />
          {children}
          <FormEnd {...end} onCancel={onCancel ?? onClose} />
        </Stack>
      </form>
    </Modal>
  );
}
