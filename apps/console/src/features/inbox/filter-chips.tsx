import { FilterChips as Chips } from '@guichet/ui';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { changeOfFilter } from './change-of-filter.js';
import { useFilterFacets, type FilterProps } from './use-filter-facets.js';

/** The active filters of the list, each with a button that removes it. */
export function FilterChips({ search, change }: FilterProps) {
  const { t } = useTexts();
  const facets = useFilterFacets();
  const chips = facets.flatMap(({ facet, options, labelOf }) => {
    const value = search[facet];
    if (!value) return [];
    const label = labelOf(value);
    const name = t(`common.facet.${facet}`);
    const removeLabel = t('inbox.removeFilter', { filter: `${name} ${label}` });
    const onRemove = () => change(changeOfFilter(search, facet, undefined));
    const mark = facet === 'channel' && options.find((option) => option.value === value)?.mark;
    return [{ key: facet, facet: name, label, mark, removeLabel, onRemove }];
  });
  return <Chips label={t('inbox.activeFilters')} chips={chips} />;
}
