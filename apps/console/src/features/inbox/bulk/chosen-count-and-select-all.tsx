import type { CaseSummary } from '@guichet/contracts';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CaseFilter } from '../../../shared/api/queries.js';
import { listCountQuery } from '../../../shared/bulk/bulk-queries.js';
import { updateListState, type WholeList } from '../../../shared/cases/case-list-state.js';
import classes from './bulk.module.css';

interface Props {
  filter: CaseFilter;
  rows: readonly CaseSummary[];
  /** The cases that are selected. */
  items: readonly CaseSummary[];
  whole: WholeList | undefined;
}

/** How many cases are chosen, and the way to those that are not: first all that are loaded, then all of the list, over its pages. */
export function ChosenCountAndSelectAll({ filter, rows, items, whole }: Props) {
  const { t, i18n } = useTranslation();
  const all = new Set(rows.map(({ id }) => id));
  const inRows = items.filter(({ id }) => all.has(id)).length;
  const isAllLoaded = inRows === rows.length;
  const away = items.length - inRows;
  const { data: list } = useQuery({ ...listCountQuery(filter), enabled: isAllLoaded && away === 0 && !whole });
  const number = (count: number) => new Intl.NumberFormat(i18n.language).format(count);
  const count = whole?.count ?? items.length;
  return (
    <>
      <span className={classes.count} role="status">
        {t('bulk.chosen', { count, n: number(count) })}
      </span>
      {away > 0 && <span className={classes.hint}>{t('bulk.notInList', { count: away, n: number(away) })}</span>}
      {!isAllLoaded && away === 0 && (
        <Button variant="subtle" size="compact-sm" onClick={() => updateListState({ selected: all })}>
          {t('inbox.bulk.all')}
        </Button>
      )}
      {whole && (
        <Button variant="subtle" size="compact-sm" onClick={() => updateListState({ selected: all })}>
          {t('bulk.onlyLoaded', { count: rows.length, n: number(rows.length) })}
        </Button>
      )}
      {!whole && isAllLoaded && away === 0 && list?.isAtLeast && (
        <span className={classes.hint}>{t('bulk.tooMany', { max: number(list.count) })}</span>
      )}
      {!whole && isAllLoaded && away === 0 && list && !list.isAtLeast && list.count > rows.length && (
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => updateListState({ whole: { filter, count: list.count } })}
        >
          {t('bulk.wholeList', { count: list.count, n: number(list.count) })}
        </Button>
      )}
    </>
  );
}
