import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FormFailure } from '../shell/form.js';
import { LeaveGuard } from '../shell/leave-guard.js';
import classes from './save-bar.module.css';

interface Props {
  dirty: boolean;
  /** What saving will do. */
  what: string;
  error: unknown;
  pending: boolean;
  /** Why it cannot be saved as it is. */
  wrong?: string | undefined;
  /** Something else is to be decided first. */
  disabled?: boolean;
  onSave: () => void;
  onDiscard: () => void;
}

/** Stays in sight while something is unsaved, and says what saving does. */
export function SaveBar({ dirty, what, error, pending, wrong, disabled, onSave, onDiscard }: Props) {
  const { t } = useTranslation();
  if (!dirty) return null;
  return (
    <section className={classes.bar} aria-label={t('circulation.save.label')}>
      <LeaveGuard dirty={dirty} />
      <FormFailure error={error} />
      <div className={classes.line}>
        <p className={classes.what} role="status">
          <strong>{t('circulation.save.unsaved')}</strong>
          {wrong ?? what}
        </p>
        <div className={classes.ways}>
          <Button variant="default" onClick={onDiscard}>
            {t('circulation.save.discard')}
          </Button>
          <Button loading={pending} disabled={disabled || wrong !== undefined} onClick={onSave}>
            {t('save')}
          </Button>
        </div>
      </div>
    </section>
  );
}
