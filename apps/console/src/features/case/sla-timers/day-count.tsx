import type { SlaDayCount, SlaTargetDay } from '@guichet/contracts';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { HourLines } from './hour-lines.js';
import type { useWhenText } from './use-when-text.js';
import { useAmountText, wholeMinutes } from './whole-minutes.js';

interface DayCountProps {
  count: SlaDayCount;
  /** How many days the target has. */
  of: number;
  when: ReturnType<typeof useWhenText>;
}

/** The days of a target, each with its number or why it does not count. */
function Days({ count: { days }, of, when }: DayCountProps) {
  const { t } = useTexts();
  const said = ({ kind, number, name }: SlaTargetDay, n: number) => {
    if (kind === 'counted') return t('case.timers.day.counted', { number, of });
    if (kind === 'first') return t(n === 0 ? 'case.timers.day.first' : 'case.timers.day.firstOpen');
    return name ?? t('case.timers.line.closed');
  };
  return days.map((day, n) => (
    <tr key={day.from} data-what={day.kind === 'counted' ? 'working' : day.kind}>
      <td>{when.period(day)}</td>
      <td colSpan={2}>
        <bdi>{said(day, n)}</bdi>
      </td>
    </tr>
  ));
}

/** The pauses with the business hours in them, and how those are made up after the last day. */
function Pauses({ count, when }: DayCountProps) {
  const { t } = useTexts();
  const amount = useAmountText();
  return (
    <>
      <tbody>
        <tr data-what="sum">
          <th scope="row">{t('case.timers.day.withoutPauses')}</th>
          <td colSpan={2}>{when.moment(count.dueWithoutPauses)}</td>
        </tr>
      </tbody>
      <tbody>
        <tr>
          <th scope="rowgroup" colSpan={3}>
            {t('case.timers.day.pauses')}
          </th>
        </tr>
        {count.pauses.map((pause) => (
          <tr key={pause.from} data-what={pause.kind}>
            <td>
              {when.period(pause)}
              <br />
              {t(`case.timers.line.${pause.kind}`)}
            </td>
            <td>{amount(wholeMinutes(pause))}</td>
            <td>{amount(pause.sumSeconds)}</td>
          </tr>
        ))}
      </tbody>
      {count.madeUp.length > 0 && (
        <tbody>
          <tr>
            <th scope="rowgroup" colSpan={3}>
              {t('case.timers.day.madeUp')}
            </th>
          </tr>
          <HourLines lines={count.madeUp} when={when} />
        </tbody>
      )}
    </>
  );
}

/** How a target in days is counted. */
export function DayCount(props: DayCountProps) {
  const { t } = useTexts();
  return (
    <>
      <thead className="g-sr">
        <tr>
          <th scope="col">{t('case.timers.when')}</th>
          <th scope="col" colSpan={2}>
            {t('case.timers.counts')}
          </th>
        </tr>
      </thead>
      <tbody>
        <Days {...props} />
      </tbody>
      {props.count.pauses.length > 0 && <Pauses {...props} />}
    </>
  );
}
