import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useKitTexts } from '../kit-texts.js';
import { FormError } from './form-error.js';
import { LeaveGuard } from './leave-guard.js';
import classes from './save-bar.module.css';

interface Props {
  dirty: boolean;
  /** What saving will do. */
  what: string;
  error: unknown;
  pending: boolean;
  /** What is doubtful of it, though it can be saved, and what can be done about it. */
  warning?: ReactNode;
  /** Why it cannot be saved as it is. */
  wrong?: string | undefined;
  /** Something else is to be decided first. */
  disabled?: boolean;
  onSave: () => void;
  onDiscard: () => void;
}

/** Stays in sight while something is unsaved, and says what saving does. It asks before the page is left. */
export function SaveBar({ dirty, what, warning, error, pending, wrong, disabled, onSave, onDiscard }: Props) {
  const texts = useKitTexts();
  if (!dirty) return null;
  return (
    <section className={classes.bar} data-above-toasts aria-label={texts.saveBar.label}>
      <LeaveGuard dirty={!pending} />
      <FormError error={error} />
      {warning}
      <div className={classes.line}>
        <p className={classes.what} role="status">
          <strong>{texts.saveBar.unsaved}</strong>
          {wrong ?? what}
        </p>
        <div className={classes.ways}>
          <Button variant="default" onClick={onDiscard}>
            {texts.saveBar.discard}
          </Button>
          <Button loading={pending} disabled={disabled || wrong !== undefined} onClick={onSave}>
            {texts.save}
          </Button>
        </div>
      </div>
    </section>
  );
}
