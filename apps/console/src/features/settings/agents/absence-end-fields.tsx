import { TextInput } from '@mantine/core';
import type { GetInputPropsReturnType } from '@mantine/form';
import { LAST_DAY } from '../../../shared/i18n/organisation-time-zone.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import type { AbsenceEnd } from './absence-days.js';
import classes from './agent-absence.module.css';

interface Props {
  end: AbsenceEnd;
  hint: string | undefined;
  autoFocus?: boolean;
  day: GetInputPropsReturnType;
  time: GetInputPropsReturnType;
}

/** The day at which an absence begins or ends, and the time where it is not the whole day. */
export function AbsenceEndFields({ end, hint, autoFocus = false, day, time }: Props) {
  const { t } = useTexts();
  return (
    <div className={classes.end}>
      <TextInput
        data-autofocus={autoFocus || undefined}
        type="date"
        max={LAST_DAY}
        label={t(`agents.absence.${end}`)}
        description={hint}
        {...day}
      />
      <TextInput
        type="time"
        label={t(`agents.absence.time.${end}`)}
        description={t('agents.absence.time.hint')}
        {...time}
      />
    </div>
  );
}
