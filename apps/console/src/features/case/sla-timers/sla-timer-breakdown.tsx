import type { SlaTimerLine, ExplainedSlaTimer } from '@guichet/contracts';
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { slaTimersQuery } from '../../../shared/api/queries.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { placeOfZone } from '../../../shared/i18n/place-of-zone.js';
import { townZone } from '../../../shared/i18n/organisation-time-zone.js';
import { format, useFormats } from '../../../shared/i18n/use-formats.js';
import classes from './sla-timers.module.css';

/** When a line is, in the zone in which the team works: there its hours are what they say. Whole days go by their name. */
function useWhen(timeZone: string) {
  const { t, i18n } = useTranslation();
  const inZone = (options: Intl.DateTimeFormatOptions) => format(i18n.language, { ...options, timeZone });
  const day = inZone({ weekday: 'short', day: 'numeric', month: 'short' });
  const days = inZone({ day: 'numeric', month: 'short' });
  const clock = inZone({ hour: '2-digit', minute: '2-digit' });
  const hours = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone });
  const isMidnight = (at: Date) => hours.format(at) === '00:00';
  return (line: SlaTimerLine) => {
    const [from, to] = [new Date(line.from), new Date(line.to)];
    // The end of a day is its last moment, not the first one of the next.
    const last = new Date(to.getTime() - 1);
    const oneDay = day.format(from) === day.format(last);
    if (isMidnight(from) && isMidnight(to)) return oneDay ? day.format(from) : days.formatRange(from, last);
    if (!oneDay)
      return inZone({ weekday: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' }).formatRange(from, to);
    if (isMidnight(to)) return t('case.timers.from', { day: day.format(from), time: clock.format(from) });
    if (isMidnight(from)) return t('case.timers.until', { day: day.format(from), time: clock.format(to) });
    return `${day.format(from)}, ${clock.formatRange(from, to)}`;
  };
}

function Lines({ clock }: { clock: ExplainedSlaTimer }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const when = useWhen(clock.timeZone);
  const worth = (seconds: number) => (seconds > 0 ? formats.worked(seconds) : t('case.timers.none'));
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={t('case.timers.how')}>
      <table className={classes.count}>
        <thead className="g-sr">
          <tr>
            <th scope="col">{t('case.timers.when')}</th>
            <th scope="col">{t('case.timers.what')}</th>
            <th scope="col">{t('case.timers.counts')}</th>
          </tr>
        </thead>
        <tbody>
          {clock.lines.map((line) => (
            <tr key={line.from} data-what={line.kind}>
              <td>{when(line)}</td>
              <td>
                <bdi>{line.kind === 'holiday' && line.name ? line.name : t(`case.timers.line.${line.kind}`)}</bdi>
              </td>
              <td>{worth(line.seconds)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              {t('case.timers.sum')}
            </th>
            <td>{worth(clock.elapsedSeconds)}</td>
          </tr>
          {(clock.state === 'running' || clock.state === 'paused') && (
            <tr>
              <th scope="row" colSpan={2}>
                {t(clock.remainingSeconds >= 0 ? 'case.timers.left' : 'case.timers.over')}
              </th>
              <td>{worth(Math.abs(clock.remainingSeconds))}</td>
            </tr>
          )}
        </tfoot>
        {clock.timeZone !== townZone() && (
          <caption>{t('case.timers.zone', { zone: placeOfZone(clock.timeZone) })}</caption>
        )}
      </table>
    </div>
  );
}

/** How the due time of an SLA timer was computed, line by line. */
export function SlaTimerBreakdown({ caseId, timerId }: { caseId: string; timerId: string }) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const { data, error, refetch } = useQuery(slaTimersQuery(caseId));
  if (error && !data)
    return (
      <p role="alert">
        {t('case.timers.failed')}: {problemText(error)}{' '}
        <button type="button" className={classes.retry} onClick={() => void refetch()}>
          {t('common.retry')}
        </button>
      </p>
    );
  const clock = data?.find(({ id }) => id === timerId);
  return clock ? <Lines clock={clock} /> : <Skeleton height={60} />;
}
