import { IconArrowDown, IconArrowUp, IconArrowsSort } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useKitTexts } from '../kit-texts.js';
import classes from './data-table.module.css';

export interface DataTableCell {
  /** The value by which rows are sorted; null stands last in either order. */
  sort: number | string | null;
  shown: ReactNode;
}
export interface DataTableColumn {
  key: string;
  title: string;
}
export interface DataTableRow {
  key: string;
  /** One for each column; the first names the row. */
  cells: readonly DataTableCell[];
}
interface Order {
  column: number;
  down: boolean;
}

const byCell =
  ({ column, down }: Order) =>
  (a: DataTableRow, b: DataTableRow) => {
    const [first, second] = [a.cells[column]!.sort, b.cells[column]!.sort];
    if (first === null || second === null) return Number(first === null) - Number(second === null);
    const way = down ? -1 : 1;
    return typeof first === 'string' || typeof second === 'string'
      ? way * String(first).localeCompare(String(second))
      : way * (first - second);
  };

interface Props {
  caption: string;
  columns: readonly DataTableColumn[];
  rows: readonly DataTableRow[];
  /** The order at first; by default that of the rows. */
  order?: Order;
}

/** A table that sorts by a press on a heading. What is too wide or too long scrolls inside. */
export function DataTable({ caption, columns, rows, order: usual }: Props) {
  const texts = useKitTexts();
  const [order, setOrder] = useState(usual);
  const sorted = order ? rows.toSorted(byCell(order)) : rows;
  return (
    <div className={classes.scroller} tabIndex={0} role="region" aria-label={caption}>
      <table className={classes.table}>
        <caption className="g-sr">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ key, title }, index) => {
              const way = order?.column === index ? (order.down ? 'descending' : 'ascending') : undefined;
              const Glyph = way === undefined ? IconArrowsSort : way === 'ascending' ? IconArrowUp : IconArrowDown;
              return (
                <th key={key} scope="col" aria-sort={way} className={index > 0 ? classes.number : undefined}>
                  <button
                    type="button"
                    title={texts.sortBy(title)}
                    // Numbers are looked at from the largest, names from A.
                    onClick={() => setOrder({ column: index, down: way ? way === 'ascending' : index > 0 })}
                  >
                    {title}
                    <Glyph size={13} stroke={1.75} aria-hidden data-way={way} />
                  </button>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {sorted.map(({ key, cells }) => (
            <tr key={key}>
              {cells.map(({ shown }, index) =>
                index === 0 ? (
                  <th key={columns[index]!.key} scope="row">
                    <bdi>{shown}</bdi>
                  </th>
                ) : (
                  <td key={columns[index]!.key} className={classes.number}>
                    {shown}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
