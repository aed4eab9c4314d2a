import { Modal, Stack } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { useKitTexts } from '../kit-texts.js';
import { FormButtons, type FormButtonsProps } from './form-buttons.js';
import { FormError } from './form-error.js';
import classes from './form-dialog.module.css';

interface Props extends Omit<FormButtonsProps, 'onCancel'> {
  title: string;
  size?: number;
  error: unknown;
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  /** The dialog was closed, in any way. */
  onClose: () => void;
  /** The dialog was left by its button; by default the same as `onClose`. */
  onCancel?: () => void;
  /** Receives files that are dropped on the dialog. */
  onFiles?: (files: File[]) => void;
  children: ReactNode;
}

/** A dialog that is one form. It grows downwards, so that nothing moves under the pointer. Control+Enter submits it. */
export function FormDialog({
  title,
  size = 520,
  error,
  onSubmit,
  onClose,
  onCancel,
  onFiles,
  children,
  ...buttons
}: Props) {
  const texts = useKitTexts();
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={size}
      yOffset="8vh"
      centered={false}
      closeButtonProps={{ 'aria-label': texts.close }}
    >
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!buttons.disabled && !buttons.pending) onSubmit(event);
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
        <div className={classes.fields}>
          <Stack gap="md">
            <FormError error={error} />
            {children}
          </Stack>
        </div>
        <div className={classes.foot}>
          <FormButtons {...buttons} onCancel={onCancel ?? onClose} />
        </div>
      </form>
    </Modal>
  );
}
