import { Blank } from '@guichet/ui';
import { Button, Skeleton } from '@mantine/core';
import { IconSearchOff, IconTemplate } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { libraryQuery } from '../api/queries.js';
import { Trouble } from '../shell/trouble.js';
import { LibraryFilters } from './library-filters.js';
import classes from './library-list.module.css';
import { LibraryRow } from './library-row.js';
import type { LibrarySearch } from './template-search.js';

/** Every template that matches, likeliest to be wanted first. */
export function LibraryList() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const router = useRouter();
  const search: LibrarySearch = useSearch({ strict: false });
  const query = useInfiniteQuery(libraryQuery({ q: search.q, state: search.state }));
  const items = query.data?.pages.flatMap((page) => page.items);
  const change = (next: LibrarySearch) => {
    // What was typed last comes a moment later: whoever has opened a template meanwhile stays there.
    if (router.latestLocation.pathname === '/templates')
      void navigate({ to: '/templates', search: next, replace: true });
  };
  const filtered = Boolean(search.q ?? search.state);

  return (
    <>
      <LibraryFilters search={search} change={change} />
      <p className="g-sr" role="status">
        {items && !query.hasNextPage ? t('library.found', { count: items.length }) : ''}
      </p>
      {query.error && !items ? (
        <Trouble error={query.error} what={t('library.failed')} onRetry={() => void query.refetch()} />
      ) : !items ? (
        <div aria-busy>
          {Array.from({ length: 6 }, (_, index) => (
            <Skeleton key={index} height={62} mb={10} />
          ))}
        </div>
      ) : items.length > 0 ? (
        <ul className={classes.list} aria-label={t('library.title')} data-stale={query.isPlaceholderData || undefined}>
          {items.map((template) => (
            <LibraryRow key={template.id} template={template} />
          ))}
        </ul>
      ) : filtered ? (
        <Blank
          icon={IconSearchOff}
          title={t('library.none')}
          action={
            <Button variant="default" onClick={() => change({})}>
              {t('library.clear')}
            </Button>
          }
        >
          {t('library.noneText')}
        </Blank>
      ) : (
        <Blank icon={IconTemplate} title={t('library.empty')}>
          {t('library.emptyText')}
        </Blank>
      )}
      {query.hasNextPage && (
        <Button
          className={classes.more}
          variant="default"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t('more')}
        </Button>
      )}
    </>
  );
}
