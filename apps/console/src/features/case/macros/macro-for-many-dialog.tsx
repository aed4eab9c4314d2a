import type { Macro } from '@guichet/contracts';
import { Hint } from '@guichet/ui';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ChosenCases } from '../../../shared/bulk/chosen-cases.js';
import { useStartBulkAction } from '../../../shared/bulk/use-start-bulk-action.js';
import { useActText } from '../../../shared/macros/use-act-text.js';
import { MacroChoiceDialog } from './macro-choice-dialog.js';
import classes from './macros.module.css';

interface Props {
  chosen: ChosenCases;
  count: number;
  onClose: () => void;
}

/** Asks which macro is applied to many cases, and shows what it does to each. One that prepares a reply is for one case at a time. */
export function MacroForManyDialog({ chosen, count, onClose }: Props) {
  const { t, i18n } = useTranslation();
  const start = useStartBulkAction();
  const text = useActText();
  const n = new Intl.NumberFormat(i18n.language).format(count);
  const apply = ({ id, version }: Macro) => {
    void start(chosen, { kind: 'macro', macroId: id, macroVersion: version });
    onClose();
  };
  return (
    <MacroChoiceDialog
      what={t('bulk.chosen', { count, n })}
      choicesOf={(macros) => macros.filter(({ acts }) => !acts.some(({ kind }) => kind === 'reply'))}
      onClose={onClose}
    >
      {(macro) => (
        <>
          <ul className={classes.lines}>
            {macro.acts.map((act, at) => (
              <li key={at}>{macro.targets[at] && text.line(act, macro.targets[at])}</li>
            ))}
          </ul>
          <Hint>{t('macros.manyHint')}</Hint>
          <div className={classes.foot}>
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button autoFocus onClick={() => apply(macro)}>
              {t('macros.applyTo', { count, n })}
            </Button>
          </div>
        </>
      )}
    </MacroChoiceDialog>
  );
}
