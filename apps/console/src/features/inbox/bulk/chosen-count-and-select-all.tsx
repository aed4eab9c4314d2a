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
  /** How many of the rows are selected. */
  chosen: number;
  whole: WholeList | undefined;
}

/** How many cases are chosen, and the way to those that are not: first all that are loaded, then all of the list, over its pages. */
export function ChosenCountAndSelectAll({ filter, rows, chosen, whole }: Props) {
  const { t, i18n } = useTranslation();
  const all = new Set(rows.map(({ id }) => id));
  const isAllLoaded = chosen === rows.length;
  const { data: list } = useQuery({ ...listCountQuery(filter), enabled: isAllLoaded && !whole });
  const number = (count: number) => new Intl.NumberFormat(i18n.language).format(count);
  const count = whole?.count ?? chosen;
  return (
    <>
      <span className={classes.count} role="status">
        {t('bulk.chosen', { count, n: number(count) })}
      </span>
      {!isAllLoaded && (
        <Button variant="subtle" size="compact-sm" onClick={() => updateListState({ selected: all })}>
          {t('inbox.bulk.all')}
        </Button>
      )}
      {whole && (
        <Button variant="subtle" size="compact-sm" onClick={() => updateListState({ selected: all })}>
          {t('bulk.onlyLoaded', { count: rows.length, n: number(rows.length) })}
        </Button>
      )}
      {!whole && isAllLoaded && list?.isAtLeast && (
        <span className={classes.hint}>{t('bulk.tooMany', { max: number(list.count) })}</span>
      )}
      {!whole && isAllLoaded && list && !list.isAtLeast && list.count > rows.length && (
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
