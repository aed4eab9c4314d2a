import { TEMPLATE_USE_DAYS, templateSorts, type TemplateSort } from '@guichet/contracts';
import { EmptyState, ErrorState } from '@guichet/ui';
import { Button, NativeSelect, Skeleton } from '@mantine/core';
import { IconPlus, IconPuzzle, IconSearchOff, IconTemplate } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { libraryQuery } from '../../../shared/api/template-queries.js';
import { useTemplateNames } from '../../../shared/i18n/use-template-names.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useMay } from '../../../shared/session/use-session.js';
import { NewTemplateDialog } from './new-template-dialog.js';
import { TemplateFilters } from './template-filters.js';
import classes from './template-list.module.css';
import { TemplateRow } from './template-row.js';
import type { LibrarySearch } from '../template-search-params.js';

/** The list of the templates that match the search, in the order that is in the address. */
export function TemplateList() {
  const { t } = useTexts();
  const navigate = useNavigate();
  const router = useRouter();
  const search: LibrarySearch = useSearch({ strict: false });
  const { language: namesIn } = useTemplateNames();
  const query = useInfiniteQuery(
    libraryQuery({
      q: search.q,
      state: search.state,
      scope: search.scope,
      blocks: search.blocks,
      sort: search.order,
      namesIn,
    }),
  );
  const items = query.data?.pages.flatMap((page) => page.items);
  const change = (next: LibrarySearch) => {
    // The last input arrives with a delay: a user who has opened a template meanwhile must stay there.
    if (router.latestLocation.pathname === '/templates')
      void navigate({ to: '/templates', search: next, replace: true });
  };
  const filtered = Boolean(search.q ?? search.state ?? search.scope ?? search.blocks);

  return (
    <>
      <TemplateFilters search={search} change={change} />
      <p className="g-sr" role="status">
        {items && !query.hasNextPage ? t('templates.found', { count: items.length }) : ''}
      </p>
      {query.error && !items ? (
        <ErrorState error={query.error} what={t('templates.failed')} onRetry={() => void query.refetch()} />
      ) : !items ? (
        <div aria-busy>
          {Array.from({ length: 6 }, (_, index) => (
            <Skeleton key={index} height={62} mb={10} />
          ))}
        </div>
      ) : items.length > 0 ? (
        <>
          <div className={classes.head}>
            <OrderSelect order={search.order} onChange={(order) => change({ ...search, order })} />
            {/* Each row says so itself to those who listen. */}
            <p className={classes.usesHead} aria-hidden>
              {t('templates.usesHead', { days: TEMPLATE_USE_DAYS })}
            </p>
          </div>
          <ul
            className={classes.list}
            aria-label={t('templates.title')}
            data-stale={query.isPlaceholderData || undefined}
          >
            {items.map((template) => (
              <TemplateRow key={template.id} template={template} />
            ))}
          </ul>
        </>
      ) : search.blocks && !search.q ? (
        <NoBlocks />
      ) : filtered ? (
        <EmptyState
          icon={IconSearchOff}
          title={t('templates.none')}
          action={
            <Button variant="default" onClick={() => change({ order: search.order })}>
              {t('templates.clear')}
            </Button>
          }
        >
          {t(search.q ? 'templates.noneText' : 'templates.noneOfState')}
        </EmptyState>
      ) : (
        <EmptyState icon={IconTemplate} title={t('templates.empty')}>
          {t('templates.emptyText')}
        </EmptyState>
      )}
      {query.hasNextPage && (
        <Button
          className={classes.more}
          variant="default"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t('common.more')}
        </Button>
      )}
    </>
  );
}

/** Selects the order of the list, which is in the address. */
function OrderSelect({
  order = 'title',
  onChange,
}: Pick<LibrarySearch, 'order'> & { onChange: (order: TemplateSort) => void }) {
  const { t } = useTexts();
  return (
    <label className={classes.sort}>
      {t('templates.sort.label')}
      <NativeSelect
        size="xs"
        data={templateSorts.map((value) => ({ value, label: t(`templates.sort.${value}`) }))}
        value={order}
        onChange={(event) => onChange(event.currentTarget.value as TemplateSort)}
      />
    </label>
  );
}

/** There is no shared block yet: says what one is, and offers to write the first. */
function NoBlocks() {
  const { t } = useTexts();
  const may = useMay();
  const [creating, setCreating] = useState(false);
  return (
    <>
      <EmptyState
        icon={IconPuzzle}
        title={t('templates.blocks.none')}
        action={
          may('template.write') && (
            <Button leftSection={<IconPlus size={16} stroke={1.75} />} onClick={() => setCreating(true)}>
              {t('templates.blocks.new')}
            </Button>
          )
        }
      >
        {t('templates.blocks.hint')}
      </EmptyState>
      {creating && <NewTemplateDialog isBlock onClose={() => setCreating(false)} />}
    </>
  );
}
