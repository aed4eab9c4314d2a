import type { ExplainedSlaTimer, SlaTimerLine, Slot } from '@guichet/contracts';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import type { useWhenText } from './use-when-text.js';
import classes from './sla-timers.module.css';
import { fromWholeMinute, useAmountText, wholeMinutes } from './whole-minutes.js';

/**
 * The business hours of each line, without which nobody sees why a day counts less than lies between its two ends: of the first working
 * day, and of each whose hours are not those of the one before.
 */
function hoursWhereTheyChange(lines: readonly SlaTimerLine[]): (readonly Slot[] | undefined)[] {
  let before = '';
  return lines.map(({ kind, hours }) => {
    const text = JSON.stringify(hours);
    if (kind !== 'working' || hours.length === 0 || text === before) return undefined;
    before = text;
    return hours;
  });
}

type When = ReturnType<typeof useWhenText>;

/** Lines of working time with the sum so far, and why nothing counts in between. */
export function HourLines({ lines, when }: { lines: readonly SlaTimerLine[]; when: When }) {
  const { t } = useTexts();
  const amount = useAmountText();
  // Some seconds are counted in the sum of the next line.
  const shown = fromWholeMinute(lines).filter((line) => line.kind !== 'working' || wholeMinutes(line) > 0);
  const hours = hoursWhereTheyChange(shown);
  return shown.map((line, n) => (
    <tr key={line.from} data-what={line.kind}>
      <td>
        {when.period(line)}
        {hours[n] && (
          <span className={classes.hours}>{t('case.timers.businessHours', { hours: when.hours(hours[n]) })}</span>
        )}
      </td>
      {line.kind === 'working' ? (
        <>
          <td>{amount(wholeMinutes(line))}</td>
          <td>{amount(line.sumSeconds)}</td>
        </>
      ) : (
        <td colSpan={2}>
          <bdi>{line.kind === 'holiday' && line.name ? line.name : t(`case.timers.line.${line.kind}`)}</bdi>
        </td>
      )}
    </tr>
  ));
}

/** How a target in hours adds up. */
export function HourCount({ clock, when }: { clock: ExplainedSlaTimer; when: When }) {
  const { t } = useTexts();
  return (
    <>
      <thead>
        <tr>
          <th scope="col">{t('case.timers.when')}</th>
          <th scope="col">{t('case.timers.counts')}</th>
          <th scope="col">{t('case.timers.soFar')}</th>
        </tr>
      </thead>
      <tbody>
        <HourLines lines={clock.lines} when={when} />
      </tbody>
    </>
  );
}
