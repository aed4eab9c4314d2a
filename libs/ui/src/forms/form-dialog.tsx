import { Stack, Text } from '@mantine/core';
import { useRouter } from '@tanstack/react-router';
import { useRef, useState, type FormEvent, type ReactNode } from 'react';
import { useKitTexts } from '../kit-texts.js';
import { Dialog } from './dialog.js';
import { enteredValues } from './entered-values.js';
import { FormButtons, type FormButtonsProps } from './form-buttons.js';
import { FormError } from './form-error.js';
import { LeaveGuard } from './leave-guard.js';
import { atOnce, LeavingForm } from './leaving-form.js';
import { useChangedFields } from './use-changed-fields.js';
import classes from './form-dialog.module.css';

interface Props extends Omit<FormButtonsProps, 'onCancel'> {
  title: string;
  size?: number;
  error: unknown;
  /** Something would be lost that no field shows, as a file does not. What was changed in a field the dialog notices by itself. */
  isBegun?: boolean;
  /** It closes without a question: what was written is kept, or is no more than a password. */
  losesNothing?: boolean;
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

/**
 * A dialog that is one form. It grows downwards, so that nothing moves under the pointer. Control+Enter submits it. Once something was
 * changed in it, closing it in any way asks first, and only the button of that question loses it: Escape goes on writing. So does
 * leaving the page below it.
 */
export function FormDialog({
  title,
  size = 520,
  error,
  isBegun = false,
  losesNothing = false,
  onSubmit,
  onClose,
  onCancel,
  onFiles,
  noValidate = false,
  children,
  ...buttons
}: Props) {
  const texts = useKitTexts();
  const form = useRef<HTMLFormElement>(null);
  const { isChanged, listeners } = useChangedFields(form);
  const [asks, setAsks] = useState(false);
  // What lies above every page, as the question for a password does, stays when the page below it changes.
  const hasPage = Boolean(useRouter({ warn: false }));
  // What was sent and not refused is not lost where the page that follows on it takes the place of the window.
  const sent = useRef<string>(undefined);
  const now = () => (form.current ? enteredValues(form.current) : '');
  const isLost = () => !losesNothing && (isBegun || isChanged());
  const isLostWithPage = () => isLost() && !buttons.pending && (Boolean(error) || sent.current !== now());
  const close = () => (isLost() ? setAsks(true) : onClose());
  return (
    <Dialog
      opened
      onClose={close}
      onEscape={asks ? () => setAsks(false) : close}
      title={title}
      size={size}
      yOffset="8vh"
      centered={false}
      classNames={{ content: classes.window, body: classes.body }}
    >
      <form
        ref={form}
        {...listeners}
        className={classes.form}
        noValidate={noValidate}
        onInput={() => setAsks(false)}
        onSubmit={(event) => {
          event.preventDefault();
          if (buttons.disabled || buttons.pending) return;
          sent.current = now();
          onSubmit(event);
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
          {/* A form of the page that has opened the dialog is not what is left. */}
          <LeavingForm value={atOnce}>
            <FormButtons
              {...buttons}
              {...(asks && { cancel: texts.closing.anyway })}
              onCancel={onCancel ?? (asks ? onClose : close)}
            />
          </LeavingForm>
        </div>
      </form>
      {hasPage && <LeaveGuard dirty={isLostWithPage} />}
    </Dialog>
  );
}
