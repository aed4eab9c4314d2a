import type { CaseFilter } from '../../shared/api/queries.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { useFilterFacets } from './use-filter-facets.js';

/** What a list shows, in words: its view, then each filter by its value. */
export function useFilterWords({ view = 'all', sort: _, q, ...facets }: CaseFilter): string[] {
  const { t } = useTexts();
  const labels = useFilterFacets().flatMap(({ facet, labelOf }) => {
    const value = facets[facet];
    return value ? [labelOf(value)] : [];
  });
  return [t(`inbox.viewLong.${view}`), ...labels, ...(q ? [q] : [])];
}
