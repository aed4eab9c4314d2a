import type { ExplainedSlaTimer, SlaTimerLine } from '@guichet/contracts';
import { useTranslation } from 'react-i18next';
import type { useWhenText } from './use-when-text.js';
import { fromWholeMinute, useAmountText, wholeMinutes } from './whole-minutes.js';

type When = ReturnType<typeof useWhenText>;

/** Lines of working time with the sum so far, and why nothing counts in between. */
export function HourLines({ lines, when }: { lines: readonly SlaTimerLine[]; when: When }) {
  const { t } = useTranslation();
  const amount = useAmountText();
  // Some seconds are counted in the sum of the next line.
  const shown = fromWholeMinute(lines).filter((line) => line.kind !== 'working' || wholeMinutes(line) > 0);
  return shown.map((line) => (
    <tr key={line.from} data-what={line.kind}>
      <td>{when.period(line)}</td>
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
  const { t } = useTranslation();
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
