import type { ReactNode } from 'react';
import type { Granularity } from '../history/periods-and-granularity.js';
import { useTranslation } from 'react-i18next';
import classes from './chart-table.module.css';

interface Props {
  /** What the last point is of, where it is not over. */
  running?: Granularity;
  children: ReactNode;
}

/** A table of the values of a chart, folded below it, with a note where the last period is not over. */
export function ChartTable({ running, children }: Props) {
  const { t } = useTranslation();
  return (
    <>
      {running && <p className={classes.running}>{t(`dashboards.history.running.${running}`)}</p>}
      <details className={classes.under}>
        <summary>{t('dashboards.history.asTable')}</summary>
        {children}
      </details>
    </>
  );
}
