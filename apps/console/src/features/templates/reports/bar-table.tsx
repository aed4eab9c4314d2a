import { useId } from 'react';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import classes from './report.module.css';

interface Bar {
  key: string;
  label: string;
  value: number;
}

/** A table in which each number is also shown as a bar. */
export function BarTable({ title, of, bars }: { title: string; of: string; bars: readonly Bar[] }) {
  const { t } = useTexts();
  const formats = useFormats();
  const id = useId();
  const most = Math.max(1, ...bars.map(({ value }) => value));
  return (
    <section className={`${classes.chart} ${classes.bars}`}>
      <h2 id={id}>{title}</h2>
      <table aria-labelledby={id}>
        <thead className="g-sr">
          <tr>
            <th scope="col">{of}</th>
            <th scope="col">{t('templates.use.replies')}</th>
          </tr>
        </thead>
        <tbody>
          {bars.map(({ key, label, value }) => (
            <tr key={key}>
              <th scope="row">
                <bdi>{label}</bdi>
              </th>
              <td>
                <span className={classes.length} style={{ width: `${(value / most) * 100}%` }} aria-hidden />
                <span className={classes.number}>{formats.number(value)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
