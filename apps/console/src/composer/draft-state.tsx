import { useTranslation } from 'react-i18next';
import classes from './composer.module.css';
import type { Writing } from './use-writing.js';

export function DraftState({ state }: { state: Writing['draft'] }) {
  const { t } = useTranslation();
  const words = { none: '', saving: t('composer.saving'), saved: t('composer.saved'), failed: t('composer.notSaved') };
  return (
    <span className={classes.state} data-state={state} title={words[state] || undefined}>
      {words[state]}
    </span>
  );
}
