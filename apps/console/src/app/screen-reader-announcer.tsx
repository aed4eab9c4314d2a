import type { CaseDetail, CaseSummary, Page } from '@guichet/contracts';
import { useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { useRef } from 'react';
import type { WithEtag } from '../shared/api/client.js';
import { useChanges } from '../shared/live/use-live-connection.js';
import { displayName } from '../shared/i18n/display-name.js';
import { announce, useAnnouncement } from '../shared/feedback/screen-reader-announcement.js';
import { useTexts } from '../shared/i18n/use-texts.js';

/** Announces new messages and other news once to screen readers. */
export function ScreenReaderAnnouncer() {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const said = useAnnouncement();
  const waiting = useRef<string[]>([]);

  const find = (id: string) =>
    queryClient.getQueryData<WithEtag<CaseDetail>>(['case', id])?.data ??
    queryClient
      .getQueriesData<InfiniteData<Page<CaseSummary>>>({ queryKey: ['cases'] })
      .flatMap(([, list]) => list?.pages.flatMap((page) => page.items) ?? [])
      .find((row) => row.id === id);

  useChanges((changes) => {
    const ids = changes
      .filter((change) => change.type === 'message.received' && !change.data.isSpam && change.caseId)
      .map((change) => change.caseId!);
    if (ids.length === 0) return;
    const first = waiting.current.length === 0;
    waiting.current.push(...ids);
    // By then the list has been read anew, so a new case has a name.
    if (first)
      setTimeout(() => {
        const all = new Set(waiting.current);
        waiting.current = [];
        const row = all.size === 1 ? find([...all][0]!) : undefined;
        announce(
          row
            ? t('notifications.announce.message', { name: displayName(row.citizen?.name), subject: row.subject })
            : t('notifications.announce.messages', { count: all.size }),
        );
      }, 1200);
  });

  return (
    <div className="g-sr" role="status" aria-live="polite">
      {said}
    </div>
  );
}
