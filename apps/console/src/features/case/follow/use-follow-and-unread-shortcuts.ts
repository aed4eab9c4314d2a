import type { CaseDetail } from '@guichet/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { call } from '../../../shared/api/client.js';
import { caseQuery } from '../../../shared/api/queries.js';
import { toast, toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useCaseShortcut } from '../use-case-shortcuts.js';

/** Returns a function that follows a case or follows it no longer, and can be undone. */
function useFollow() {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const problemText = useProblemText();
  const put = async (id: string, follows: boolean) => {
    const show = (followed: boolean) =>
      queryClient.setQueryData(
        caseQuery(id).queryKey,
        (shown) => shown && { ...shown, data: { ...shown.data, followed } },
      );
    show(follows);
    try {
      await call(follows ? 'followCase' : 'unfollowCase', { params: { id } });
    } catch (error) {
      show(!follows);
      toastFailure(t('case.follow.failed'), problemText(error));
    }
    for (const name of ['cases', 'counts'] as const) void queryClient.invalidateQueries({ queryKey: [name] });
  };
  return ({ id, followed }: CaseDetail) => {
    void put(id, !followed);
    toast({
      message: t(followed ? 'case.follow.ended' : 'case.follow.begun'),
      undoLabel: t('common.toast.undo'),
      undo: () => put(id, followed),
      about: [`follow ${id}`],
    });
  };
}

/** Returns a function that marks a case unread, and leaves it: what is in sight would be read again at once. */
function useMarkUnread(onLeave: () => void) {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const problemText = useProblemText();
  return async ({ id, reference }: CaseDetail) => {
    onLeave();
    try {
      await call('markUnread', { params: { id } });
    } catch (error) {
      toastFailure(t('case.unread.failed', { reference }), problemText(error));
    }
    void queryClient.invalidateQueries({ queryKey: ['case', id] });
    void queryClient.invalidateQueries({ queryKey: ['cases'] });
  };
}

/** The keys by which an agent follows the case that is open, and marks it unread. */
export function useFollowAndUnreadShortcuts(caseId: string, item: CaseDetail | undefined, onBack: () => void) {
  const follow = useFollow();
  const markUnread = useMarkUnread(onBack);
  const withItem = (act: (open: CaseDetail) => void) => () => {
    if (item?.mergedInto !== null) return false;
    act(item);
    return true;
  };
  useCaseShortcut('follow', caseId, withItem(follow));
  useCaseShortcut(
    'unread',
    caseId,
    withItem((open) => void markUnread(open)),
  );
}
