import type { SearchResult } from '@guichet/contracts';
import { Button } from '@mantine/core';
import { IconBookmarkPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { tagsQuery, teamsQuery } from '../../shared/api/queries.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { setOverlay } from '../../shared/layout/overlay-state.js';
import { effectiveSearchWords } from './effective-search-words.js';
import { viewOfSearch } from './view-of-search.js';

/** Keeps what is looked for as a view of the inbox. */
export function SaveSearch({ q, found }: { q: string; found: SearchResult | undefined }) {
  const { t } = useTexts();
  const filters = found?.filters ?? [];
  const names = (wanted: 'team' | 'tag') => filters.some(({ operator }) => operator === wanted);
  const { data: teams = [] } = useQuery({ ...teamsQuery, enabled: names('team') });
  const { data: tags = [] } = useQuery({ ...tagsQuery, enabled: names('tag') });
  const words = found ? effectiveSearchWords(q, found) : q;
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      mt={6}
      leftSection={<IconBookmarkPlus size={15} stroke={1.5} aria-hidden />}
      onClick={() => setOverlay({ kind: 'save-view', filter: viewOfSearch(words, filters, { teams, tags }) })}
    >
      {t('views.save')}
    </Button>
  );
}
