import type { MacroPreview as Preview } from '@guichet/contracts';
import { IconAlertTriangle, IconArrowRight, IconCheck, IconEqual } from '@tabler/icons-react';
import { Failure } from '../../../shared/api/failure.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useActText } from '../../../shared/macros/use-act-text.js';
import classes from './macros.module.css';
import { previewLines, type PreviewLine } from './preview-lines.js';
import { useChangeTexts, type ChangeText } from './use-change-texts.js';

const MARKS = { changes: IconCheck, same: IconEqual, refused: IconAlertTriangle };

/** What each act of a macro would do to the case, and why one cannot be done. */
export function MacroPreview({ preview }: { preview: Preview }) {
  const { t } = useTexts();
  const problemText = useProblemText();
  const { lines, refused, canApply } = previewLines(preview);
  const { refusal } = preview;
  if (refusal) return <p className={classes.refused}>{problemText(new Failure(refusal.code, refusal))}</p>;
  return (
    <>
      <ul className={classes.lines} aria-label={t('macros.preview.label')}>
        {lines.map((line, at) => (
          <Line key={at} line={line} />
        ))}
      </ul>
      {!canApply && (
        <p className={classes.hint} role="status">
          {refused > 0 ? t('macros.preview.nothingDone', { count: refused }) : t('macros.preview.allSame')}
        </p>
      )}
    </>
  );
}

function Line({ line: { act, target, state, changes, refusal } }: { line: PreviewLine }) {
  const { t } = useTexts();
  const problemText = useProblemText();
  const text = useActText();
  const changeTexts = useChangeTexts();
  const Mark = MARKS[state];
  const shown: ChangeText[] = changes.flatMap(changeTexts);
  const wanted: ChangeText = { label: text.label(act, target), to: text.value(act, target) };
  return (
    <li className={classes.line} data-state={state}>
      <Mark size={16} stroke={1.75} aria-label={t(`macros.preview.${state}`)} />
      <div className={classes.changes}>
        {(shown.length > 0 ? shown : [wanted]).map((change, at) => (
          <Change key={at} change={change} />
        ))}
        {state === 'same' && <span className={classes.hint}>{t('macros.preview.isSo')}</span>}
        {act.kind === 'reply' && state === 'changes' && (
          <span className={classes.hint}>{t('macros.preview.reply')}</span>
        )}
        {refusal && <span className={classes.refused}>{problemText(new Failure(refusal.code, refusal))}</span>}
      </div>
    </li>
  );
}

function Change({ change: { label, from, to } }: { change: ChangeText }) {
  const { t } = useTexts();
  return (
    <p className={classes.change}>
      <span className={classes.what}>{label}</span>
      <span className={classes.values}>
        {from !== undefined && (
          <>
            <bdi className={classes.from}>{from}</bdi>
            <IconArrowRight size={14} stroke={1.5} aria-label={t('macros.preview.becomes')} />
          </>
        )}
        <bdi>{to}</bdi>
      </span>
    </p>
  );
}
