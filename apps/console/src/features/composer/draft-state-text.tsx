import type { DraftState } from '../../shared/drafts/draft-sync-reducer.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import classes from './composer.module.css';

/** Says in one or two words whether the draft is saved. */
export function DraftStateText({ state }: { state: DraftState }) {
  const { t } = useTexts();
  const text = state === 'none' ? '' : t(`composer.${state}`);
  return (
    <span className={classes.state} data-state={state} title={text || undefined}>
      {text}
    </span>
  );
}
