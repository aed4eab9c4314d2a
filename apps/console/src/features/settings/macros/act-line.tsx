import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import type { ActProps } from './act-props.js';
import { ActValue } from './act-value.js';
import classes from './macros.module.css';

/** A line of the macro dialog with one act: “Team [Écoles]”. */
export function ActLine({ onRemove, ...props }: ActProps & { onRemove: () => void }) {
  const { t } = useTexts();
  const what = t(`macros.kind.${props.act.kind}`);
  return (
    <li className={classes.line}>
      <span className={classes.what} aria-hidden>
        {what}
      </span>
      <div className={classes.values}>
        <ActValue {...props} />
      </div>
      <ActionIcon aria-label={t('macros.removeAct', { name: what })} onClick={onRemove}>
        <IconX size={16} stroke={1.5} />
      </ActionIcon>
    </li>
  );
}
