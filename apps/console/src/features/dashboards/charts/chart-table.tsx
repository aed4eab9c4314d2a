import type { ReactNode } from 'react';
import type { Granularity } from '../history/periods-and-granularity.js';
import { useTranslation } from 'react-i18next';
import classes from './chart-table.module.css';

interface Props {
  /** What the last point is of, where it is not over. */
  running?: Granularity;
  children: ReactNode;
}

/** The numbers of a chart, as a table under it; and that its end may fall because there is more to come. */
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
