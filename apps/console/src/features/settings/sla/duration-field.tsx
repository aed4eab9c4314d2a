import type { SlaTimerKind } from '@guichet/contracts';
import { NumberInput, Select } from '@mantine/core';
import { useId } from 'react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { faultOf, MOST, withUnit, type DurationDraft } from './duration-draft.js';
import classes from './duration-field.module.css';

interface Props {
  of: SlaTimerKind;
  draft: DurationDraft;
  /** The target was to be kept: what is missing is said, too. */
  isAsked: boolean;
  onChange: (draft: DurationDraft) => void;
}

const units = ['none', 'minutes', 'hours', 'days'] as const;

/** A field for a length of working time, or none. The number or its unit may come first. */
export function DurationField({ of, draft, isAsked, onChange }: Props) {
  const { t } = useTexts();
  const faultId = useId();
  const what = t(`sla.target.${of}`);
  const fault = faultOf(draft, isAsked);
  const described = fault && { 'aria-describedby': faultId };
  return (
    <div className={classes.line}>
      <span className={classes.what} aria-hidden>
        {what}
      </span>
      <NumberInput
        aria-label={t('sla.valueOf', { what })}
        clampBehavior="none"
        error={fault !== undefined && fault !== 'unit'}
        value={draft.value}
        onChange={(value) => onChange({ ...draft, value })}
        {...described}
      />
      <Select
        aria-label={t('sla.unitOf', { what })}
        data={units.map((unit) => ({ value: unit, label: t(`sla.unit.${unit}`) }))}
        error={fault === 'unit'}
        value={draft.unit}
        allowDeselect={false}
        onChange={(unit) => onChange(withUnit(draft, unit as DurationDraft['unit']))}
        {...described}
      />
      {fault && (
        <p id={faultId} className={classes.fault} role="alert">
          {t(`sla.fault.${fault}`, { max: MOST })}
        </p>
      )}
    </div>
  );
}
