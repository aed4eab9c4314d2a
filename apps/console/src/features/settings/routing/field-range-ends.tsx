import { caseFieldLimits as limits } from '@guichet/contracts';
import { Select, TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { numberToType, typedNumber } from '../../../shared/forms/typed-number.js';
import { shownLanguage } from '../../../shared/i18n/shown-language.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import {
  dayRangeOf,
  isRangeEnd,
  problemOfRange,
  withRangeEnd,
  withRangeKind,
  type FieldRange,
  type RangeEnd,
} from './field-ranges.js';
import classes from './rule-dialog.module.css';

interface Props {
  range: FieldRange;
  place: number;
  wrong: boolean;
  onChange: (next: FieldRange) => void;
}

const ways = ['date', 'next', 'past', 'days'] as const;
const ends = ['from', 'to'] as const;

/** The two ends of a range, of which one may stay empty; of days, also what they are counted from. */
export function FieldRangeEnds({ range, place, wrong, onChange }: Props) {
  const { t } = useTexts();
  const hintId = useId();
  const { kind } = range;
  const problem = wrong ? problemOfRange(range) : undefined;
  return (
    <div role="group" aria-label={t('routing.rule.rangeOf', { place })} className={classes.field}>
      {kind !== 'number' && (
        <Select
          aria-label={t('routing.rule.rangeWayOf', { place })}
          allowDeselect={false}
          data={ways.map((way) => ({ value: way, label: t(`routing.rule.rangeWay.${way}`) }))}
          value={kind === 'date' ? kind : dayRangeOf(range)}
          onChange={(chosen) => {
            const way = ways.find((one) => one === chosen);
            if (way) onChange(withRangeKind(range, way));
          }}
        />
      )}
      <div className={classes.ends}>
        {ends.map((end) => (
          <EndInput
            key={`${kind}.${end}`}
            {...{ kind, end, hintId }}
            isWrong={isWrongEnd(range, end, problem !== undefined)}
            value={range[end]}
            onChange={(value) => onChange(withRangeEnd(range, end, value))}
          />
        ))}
      </div>
      {problem && (
        <p className={classes.problem} role="alert">
          {t(`routing.rule.rangeProblem.${problem}`)}
        </p>
      )}
      <p className={classes.hint} id={hintId}>
        {t(`routing.rule.rangeHint.${kind === 'days' ? 'days' : 'values'}`)}
      </p>
    </div>
  );
}

/** Both ends are wrong where there is none and where they are the wrong way round, else those that are no end. */
function isWrongEnd(range: FieldRange, end: 'from' | 'to', hasProblem: boolean): boolean {
  if (!hasProblem) return false;
  const values = [range.from, range.to].filter((value) => value !== undefined);
  const value = range[end];
  return values.every((one) => isRangeEnd(range.kind, one)) || (value !== undefined && !isRangeEnd(range.kind, value));
}

interface EndProps {
  kind: FieldRange['kind'];
  end: 'from' | 'to';
  value: RangeEnd | undefined;
  isWrong: boolean;
  hintId: string;
  onChange: (value: RangeEnd | undefined) => void;
}

function EndInput({ kind, end, value, isWrong, hintId, onChange }: EndProps) {
  const { t } = useTexts();
  const common = {
    classNames: { label: classes.endLabel },
    label: t(`routing.rule.rangeEnd.${kind}.${end}`),
    error: isWrong,
    'aria-describedby': hintId,
  };
  if (kind !== 'date') return <NumberEnd {...{ value, onChange, common }} isCount={kind === 'days'} />;
  return (
    <TextInput
      {...common}
      type="date"
      min={limits.firstDay}
      max={limits.lastDay}
      value={value ?? ''}
      onChange={({ currentTarget: { value: day, validity } }) =>
        onChange(day === '' && !validity.badInput ? undefined : day)
      }
    />
  );
}

type NumberEndProps = Pick<EndProps, 'value' | 'onChange'> & { common: object; isCount: boolean };

/** What is no number stays on screen as it is typed, and is not kept. */
function NumberEnd({ value, onChange, common, isCount }: NumberEndProps) {
  const { i18n } = useTranslation();
  const [typed, setTyped] = useState('');
  const read = (text: string) => (text.trim() === '' ? undefined : (typedNumber(text) ?? Number.NaN));
  // What another line had typed is no number of this one.
  const text = value === undefined || Number.isNaN(value) ? '' : numberToType(Number(value), shownLanguage(i18n));
  return (
    <TextInput
      {...common}
      inputMode={isCount ? 'text' : 'decimal'}
      maxLength={30}
      // The same line shows another range once one above it is removed.
      value={Object.is(read(typed), value) ? typed : text}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        onChange(read(currentTarget.value));
      }}
    />
  );
}
