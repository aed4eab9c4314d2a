import type { ReactNode } from 'react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import type { Granularity } from '../history/periods-and-granularity.js';
import classes from './chart-table.module.css';

interface Props {
  /** What the last point is of, where it is not over. */
  running?: Granularity | undefined;
  /** What the first point is of, where the days begin within it. */
  cut?: Granularity | undefined;
  children: ReactNode;
}

/** A table of the values of a chart, folded below it, with a note where its first or last point is not of a whole period. */
export function ChartTable({ running, cut, children }: Props) {
  const { t } = useTexts();
  return (
    <>
      {(running || cut) && (
        <p className={classes.running}>
          {cut && t(`dashboards.history.cut.${cut}`)} {running && t(`dashboards.history.running.${running}`)}
        </p>
      )}
      <details className={classes.under}>
        <summary>{t('dashboards.history.asTable')}</summary>
        {children}
      </details>
    </>
  );
}
