import type { MetricName } from '@guichet/contracts';
import { ErrorState } from '@guichet/ui';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState, type CSSProperties, type KeyboardEvent } from 'react';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { heatOf, keyOf, moved } from './heat-map-cells.js';
import classes from './weekday-hour-heat-map.module.css';
import { ask, behindWord, type AskedBy } from '../history/history-search-and-requests.js';
import card from './metric-section.module.css';
import { MetricSkeleton } from './metric-section.js';
import { metricQuery } from '../dashboard-queries.js';
import { usePointLabels } from './use-point-labels.js';
import { useSetHistorySearch } from '../history/use-set-history-search.js';

/** A table of weekdays by hours whose cells are tinted by their value. Arrow keys move in it, Enter opens the cases. */
export function WeekdayHourHeatMap({ metric, asked }: { metric: MetricName; asked: AskedBy }) {
  const { t } = useTexts();
  const formats = useFormats();
  const labels = usePointLabels();
  const setSearch = useSetHistorySearch();
  const grid = useRef<HTMLTableSectionElement>(null);
  const [at, setAt] = useState<readonly [number, number]>([0, 9]);
  const { data: result, error, refetch } = useQuery(metricQuery(metric, ask(asked, 'hour')));
  if (error && !result) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!result) return <MetricSkeleton />;

  const { rows, together, most, busiest } = heatOf(result.points);
  const onKeyDown = (event: KeyboardEvent) => {
    const next = moved(at, event.key);
    if (!next) return;
    event.preventDefault();
    setAt(next);
    grid.current?.querySelector<HTMLElement>(`[data-cell="${next.join('-')}"]`)?.focus();
  };
  return (
    <>
      <p className={card.finding}>
        {busiest
          ? t('dashboards.history.busiest', {
              from: busiest.hour,
              to: busiest.hour + 1,
              number: formats.number(busiest.value),
              weekday: labels.weekday(busiest.day.weekday, 'long'),
              onDay: formats.number(busiest.day.value),
            })
          : t('dashboards.history.nothing')}
      </p>
      <div className={classes.scroller}>
        <table className={classes.heat} aria-label={t('dashboards.history.heat')}>
          <thead aria-hidden>
            <tr>
              <td />
              {rows[0]!.values.map((_, hour) => (
                <td key={hour}>{hour % 3 === 0 ? hour : ''}</td>
              ))}
            </tr>
          </thead>
          <tbody ref={grid} onKeyDown={onKeyDown}>
            {rows.map(({ weekday, values }, row) => (
              <tr key={weekday}>
                <th scope="row">{labels.weekday(weekday)}</th>
                {values.map((value, hour) => (
                  <td key={hour}>
                    <button
                      type="button"
                      data-cell={`${row}-${hour}`}
                      tabIndex={at[0] === row && at[1] === hour ? 0 : -1}
                      aria-label={`${labels.of('hour', keyOf(weekday, hour))}: ${formats.number(value)}`}
                      title={`${labels.of('hour', keyOf(weekday, hour))}: ${formats.number(value)}`}
                      style={{ '--heat': most ? value / most : 0 } as CSSProperties}
                      onFocus={() => setAt([row, hour])}
                      onClick={() =>
                        value > 0 &&
                        setSearch({ behind: behindWord(metric, { groupBy: 'hour', key: keyOf(weekday, hour) }) })
                      }
                    >
                      {value > 0 && value < 1000 ? formats.number(value) : ''}
                    </button>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('dashboards.history.together')}</th>
              {together.map((value, hour) => (
                <td key={hour}>{value > 0 ? formats.number(value) : ''}</td>
              ))}
            </tr>
          </tfoot>
        </table>
      </div>
    </>
  );
}
