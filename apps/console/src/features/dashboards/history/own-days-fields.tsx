import { TextInput } from '@mantine/core';
import { Fragment, useId, useRef, useState, type KeyboardEvent } from 'react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import classes from './period-bar.module.css';
import { FIRST_DAY, LAST_DAY, ownDaysFault, type Days } from './periods-and-granularity.js';

interface Props {
  /** The days whose figures are shown. */
  shown: Days;
  onChoose: (days: Days) => void;
}

const ends = ['from', 'to'] as const;
const isSame = (one: Days, other: Days) => one.from === other.from && one.to === other.to;
const names = { from: 'first', to: 'last' } as const;

/**
 * The first and the last day of own dates. A date that is typed passes through others on its way, such as the year 0002, so that it
 * counts only once its field is left or Enter is pressed; one that is picked in the calendar of the browser counts at once.
 */
export function OwnDaysFields({ shown, onChoose }: Props) {
  const { t } = useTexts();
  const faultId = useId();
  const [typed, setTyped] = useState(shown);
  const [fault, setFault] = useState<ReturnType<typeof ownDaysFault>>();
  const isTyping = useRef(false);
  const [known, setKnown] = useState(shown);
  const [applied, setApplied] = useState(shown);
  if (!isSame(known, shown)) {
    setKnown(shown);
    // An address that was changed elsewhere, as by the way back, shows its own days. Those that were applied here arrive a moment later,
    // while the other field may be typed in already.
    if (!isSame(applied, shown)) {
      setTyped(shown);
      setFault(undefined);
    }
  }
  const apply = (days: Days) => {
    isTyping.current = false;
    const found = ownDaysFault(days);
    setFault(found);
    if (found || isSame(days, shown)) return;
    setApplied(days);
    onChoose(days);
  };
  const change = (end: keyof Days, day: string) => {
    const days = { ...typed, [end]: day };
    setTyped(days);
    if (!isTyping.current) apply(days);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') apply(typed);
    else if (event.key !== 'Tab') isTyping.current = true;
  };
  return (
    <div className={classes.own}>
      {ends.map((end) => (
        <Fragment key={end}>
          {end === 'to' && <span aria-hidden>–</span>}
          <TextInput
            size="xs"
            type="date"
            min={FIRST_DAY}
            max={LAST_DAY}
            aria-label={t(`dashboards.history.${names[end]}`)}
            aria-describedby={fault && faultId}
            error={fault !== undefined && (fault.end ?? end) === end}
            value={typed[end]}
            onChange={(event) => change(end, event.currentTarget.value)}
            onKeyDown={onKeyDown}
            onPointerDown={() => (isTyping.current = false)}
            onBlur={() => apply(typed)}
          />
        </Fragment>
      ))}
      {fault && (
        <p id={faultId} className={classes.fault} role="alert">
          {t(`dashboards.history.fault.${fault.reason}`)}
        </p>
      )}
    </div>
  );
}
