import type { SlaTimerKind, Duration } from '@guichet/contracts';
import { NumberInput, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './duration-field.module.css';

interface Props {
  of: SlaTimerKind;
  value: Duration | null;
  onChange: (value: Duration | null) => void;
}

const units = ['none', 'minutes', 'hours', 'days'] as const;
const usual = { minutes: 30, hours: 4, days: 2 };

/** A field for a length of working time, or none. */
export function DurationField({ of, value, onChange }: Props) {
  const { t } = useTranslation();
  const what = t(`sla.target.${of}`);
  return (
    <div className={classes.line}>
      <span className={classes.what} aria-hidden>
        {what}
      </span>
      <NumberInput
        aria-label={t('sla.valueOf', { what })}
        min={1}
        max={9999}
        allowDecimal={false}
        clampBehavior="strict"
        disabled={!value}
        value={value?.value ?? ''}
        onChange={(typed) => value && onChange({ ...value, value: Number(typed) })}
      />
      <Select
        aria-label={t('sla.unitOf', { what })}
        data={units.map((unit) => ({ value: unit, label: t(`sla.unit.${unit}`) }))}
        value={value?.unit ?? 'none'}
        allowDeselect={false}
        onChange={(chosen) => {
          const unit = chosen as (typeof units)[number];
          onChange(unit === 'none' ? null : { unit, value: value?.value || usual[unit] });
        }}
      />
    </div>
  );
}
