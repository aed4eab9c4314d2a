import { FilterChips as Chips } from '@guichet/ui';
import { useTranslation } from 'react-i18next';
import { useFilterFacets, type FilterProps } from './use-filter-facets.js';

/** The active filters of the list, each with a button that removes it. */
export function FilterChips({ search, change }: FilterProps) {
  const { t } = useTranslation();
  const facets = useFilterFacets();
  const chips = facets.flatMap(({ facet, labelOf }) => {
    const value = search[facet];
    if (!value) return [];
    const label = labelOf(value);
    const name = t(`common.facet.${facet}`);
    const removeLabel = t('inbox.removeFilter', { filter: `${name} ${label}` });
    return [{ key: facet, facet: name, label, removeLabel, onRemove: () => change({ [facet]: undefined }) }];
  });
  return <Chips label={t('inbox.activeFilters')} chips={chips} />;
}
