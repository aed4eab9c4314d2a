import { IconAlertTriangle } from '@tabler/icons-react';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import classes from './report-table.module.css';

/** A number in a table, which is marked where it is none that one would like to see. */
export function HighlightedCount({ value, tone }: { value: number; tone?: 'danger' | 'soon' }) {
  const formats = useFormats();
  const faulty = value > 0 ? tone : undefined;
  return (
    <td className={classes.number} data-tone={faulty}>
      {faulty && <IconAlertTriangle size={14} stroke={1.75} aria-hidden />}
      {formats.number(value)}
    </td>
  );
}
