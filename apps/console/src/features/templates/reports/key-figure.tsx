import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './report.module.css';

/** Returns a formatter of a share of 0 to 1 as a percentage. */
export function usePercent() {
  const { i18n } = useTranslation();
  const format = new Intl.NumberFormat(i18n.language, { style: 'percent', maximumFractionDigits: 0 });
  return (share: number) => format.format(share);
}

/** A key figure with its title. */
export function KeyFigure({ title, children, tone }: { title: string; children: ReactNode; tone?: 'danger' | 'soon' }) {
  return (
    <div className={classes.figure} data-tone={tone}>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </div>
  );
}
