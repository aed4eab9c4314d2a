import { useTranslation } from 'react-i18next';
import type { DraftState } from '../../shared/drafts/draft-sync-reducer.js';
import classes from './composer.module.css';

/** Whether the draft is saved, in one or two words; a sentence of its own says why it is not. */
export function DraftStateText({ state }: { state: DraftState }) {
  const { t } = useTranslation();
  const text = state === 'none' ? '' : t(`composer.${state}`);
  return (
    <span className={classes.state} data-state={state} title={text || undefined}>
      {text}
    </span>
  );
}
