import type { CaseDetail } from '@guichet/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { call } from '../../../shared/api/client.js';

interface Lists {
  pages: { items: { id: string; unread: boolean }[] }[];
}

const markedRead = (list: Lists | undefined, caseId: string) =>
  list && {
    ...list,
    pages: list.pages.map((page) => ({
      ...page,
      items: page.items.map((row) => (row.id === caseId ? { ...row, unread: false } : row)),
    })),
  };

const readBefore = ({ readPosition, lastPosition }: CaseDetail) => ({
  firstUnread: readPosition < lastPosition ? readPosition + 1 : undefined,
});

/** Returns up to where the case was read when it was opened, and a function that marks more as read. */
export function useReadPosition(caseId: string, item: CaseDetail | undefined) {
  const queryClient = useQueryClient();
  const [opened, setOpened] = useState(() => item && readBefore(item));
  // As it is drawn: an effect would draw the case a second time.
  if (item && !opened) setOpened(readBefore(item));

  const markRead = useCallback(
    (position: number) => {
      void call('markRead', { params: { id: caseId }, body: { position }, idempotencyKey: undefined })
        .then(() => queryClient.invalidateQueries({ queryKey: ['case', caseId] }))
        .catch(() => {});
      queryClient.setQueriesData<Lists>({ queryKey: ['cases'] }, (list) => markedRead(list, caseId));
    },
    [caseId, queryClient],
  );
  return { opened, markRead };
}
