import { EmptyState, ErrorState, RowList } from '@guichet/ui';
import { Button, Skeleton } from '@mantine/core';
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ComponentProps, ReactNode } from 'react';
import { useTexts } from '../i18n/use-texts.js';

interface PagedRowsProps<Item> {
  query: Pick<
    UseInfiniteQueryResult<{ pages: { items: Item[] }[] }>,
    'data' | 'error' | 'isPending' | 'refetch' | 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'
  >;
  /** What could not be loaded, where that is so. */
  failed: string;
  icon: ComponentProps<typeof EmptyState>['icon'];
  empty: string;
  emptyText: string;
  children: (items: Item[]) => ReactNode;
}

/** The rows of a list that is read page by page, and what stands there while it loads, when it fails and when there are none. */
export function PagedRows<Item>({ query, failed, icon, empty, emptyText, children }: PagedRowsProps<Item>) {
  const { t } = useTexts();
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  if (query.error && items.length === 0)
    return <ErrorState error={query.error} what={failed} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <Skeleton height={180} />;
  if (items.length === 0)
    return (
      <EmptyState icon={icon} title={empty}>
        {emptyText}
      </EmptyState>
    );
  return (
    <>
      <RowList>{children(items)}</RowList>
      {query.hasNextPage && (
        <Button mt="sm" variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('common.more')}
        </Button>
      )}
    </>
  );
}
