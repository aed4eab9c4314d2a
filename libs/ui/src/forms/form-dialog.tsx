import { Modal, Stack, Text } from '@mantine/core';
import { useState, type FormEvent, type MouseEvent, type ReactNode } from 'react';
import { useKitTexts } from '../kit-texts.js';
import { FormButtons, type FormButtonsProps } from './form-buttons.js';
import { FormError } from './form-error.js';
import classes from './form-dialog.module.css';

interface Props extends Omit<FormButtonsProps, 'onCancel'> {
  title: string;
  size?: number;
  error: unknown;
  /** Something stands in it that would be lost: closing it asks first, and a click beside it never closes it. */
  isBegun?: boolean;
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  /** The dialog was closed, in any way. */
  onClose: () => void;
  /** The dialog was left by its button; by default the same as `onClose`. */
  onCancel?: () => void;
  /** Receives files that are dropped on the dialog. */
  onFiles?: (files: File[]) => void;
  /** Whoever handles the submission says what is wrong, beside the field, instead of the browser, which does so in its own language. */
  noValidate?: boolean;
  children: ReactNode;
}

/** A click beside the dialog leaves the focus in it: what is typed next is typed there. */
function keepFocus(event: MouseEvent) {
  if (event.target instanceof Element && event.target.matches('.mantine-Modal-inner, .mantine-Modal-overlay'))
    event.preventDefault();
}

/** A dialog that is one form. It grows downwards, so that nothing moves under the pointer. Control+Enter submits it. */
export function FormDialog({
  title,
  size = 520,
  error,
  isBegun = false,
  onSubmit,
  onClose,
  onCancel,
  onFiles,
  noValidate = false,
  children,
  ...buttons
}: Props) {
  const texts = useKitTexts();
  const [wasAsked, setWasAsked] = useState(false);
  const asks = isBegun && wasAsked;
  const close = () => (asks || !isBegun ? onClose() : setWasAsked(true));
  return (
    <Modal
      opened
      onClose={close}
      closeOnClickOutside={!asks}
      onMouseDown={keepFocus}
      title={title}
      size={size}
      yOffset="8vh"
      centered={false}
      closeButtonProps={{ 'aria-label': texts.close }}
    >
      <form
        className={classes.form}
        noValidate={noValidate}
        onInput={() => setWasAsked(false)}
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
          {asks && (
            <Text size="sm" c="red" role="alert" mb="xs">
              {texts.closing.loses}
            </Text>
          )}
          <FormButtons {...buttons} {...(asks && { cancel: texts.closing.anyway })} onCancel={onCancel ?? close} />
        </div>
      </form>
    </Modal>
  );
}
