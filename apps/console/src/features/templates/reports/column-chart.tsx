import { useId } from 'react';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import classes from './report.module.css';

interface Column {
  key: string;
  label: string;
  value: number;
}

/** A column chart over time that starts at zero; the table beside it contains the same values. */
export function ColumnChart({ title, of, columns }: { title: string; of: string; columns: readonly Column[] }) {
  const { t } = useTexts();
  const formats = useFormats();
  const id = useId();
  const most = Math.max(1, ...columns.map(({ value }) => value));
  return (
    <section className={classes.chart}>
      <h2 id={id}>{title}</h2>
      <div className={classes.columns} aria-hidden>
        {columns.map(({ key, label, value }) => (
          <span key={key} className={classes.column} title={`${label}: ${formats.number(value)}`}>
            {value === most && <span className={classes.top}>{formats.number(value)}</span>}
            <span className={classes.height} style={{ height: `${(value / most) * 72}px` }} />
          </span>
        ))}
      </div>
      <p className={classes.ends} aria-hidden>
        <span>{columns[0]?.label}</span>
        <span>{columns.at(-1)?.label}</span>
      </p>
      <details className={classes.tabled}>
        <summary>{t('templates.use.asTable')}</summary>
        <table aria-labelledby={id}>
          <thead>
            <tr>
              <th scope="col">{of}</th>
              <th scope="col">{t('templates.use.replies')}</th>
            </tr>
          </thead>
          <tbody>
            {columns.map(({ key, label, value }) => (
              <tr key={key}>
                <th scope="row">{label}</th>
                <td>{formats.number(value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}
