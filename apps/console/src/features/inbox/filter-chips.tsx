import type { CaseStatus } from '@guichet/contracts';
import { CloseButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFilterFacets, type FilterProps } from './use-filter-facets.js';
import classes from './case-list-head.module.css';

/** The active filters of the list, each with a button that removes it. */
export function FilterChips({ search, change }: FilterProps) {
  const { t } = useTranslation();
  const facets = useFilterFacets();
  const chips = facets.flatMap(({ facet, options }) => {
    const value = search[facet];
    if (!value) return [];
    const label =
      facet === 'status' && value.includes(',')
        ? value
            .split(',')
            .map((status) => t(`common.status.${status as CaseStatus}`))
            .join(', ')
        : (options.find((option) => option.value === value)?.label ?? value);
    return [{ facet, label }];
  });
  if (chips.length === 0) return null;
  return (
    <ul className={classes.chips} aria-label={t('inbox.activeFilters')}>
      {chips.map(({ facet, label }) => (
        <li key={facet} className={classes.chip}>
          <span>
            <em>{t(`common.facet.${facet}`)}</em> {label}
          </span>
          <CloseButton
            size={24}
            iconSize={12}
            aria-label={t('inbox.removeFilter', { filter: `${t(`common.facet.${facet}`)} ${label}` })}
            onClick={() => change({ [facet]: undefined })}
          />
        </li>
      ))}
    </ul>
  );
}
