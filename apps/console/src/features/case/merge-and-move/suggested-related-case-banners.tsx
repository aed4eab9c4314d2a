import type { CaseDetail } from '@guichet/contracts';
import { Button } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../../shared/api/client.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import classes from './suggested-related-case-banners.module.css';
import { useMay } from '../../../shared/session/use-session.js';
import { useLinkReasonText } from './use-link-reason-text.js';

/** Banners for a mail that names another case without proof: the agent decides whether the two belong together. */
export function SuggestedRelatedCaseBanners({ item, onOpen }: { item: CaseDetail; onOpen: (caseId: string) => void }) {
  const { t } = useTexts();
  const may = useMay();
  const reasonText = useLinkReasonText();
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  const decide = useMutation({
    mutationFn: (link: { caseId: string; accept: boolean }) =>
      call('linkCase', { params: { id: item.id }, body: link, idempotencyKey: undefined }),
    onError: (error) => toastFailure(t('case.links.failed'), problemText(error)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['case', item.id] }),
  });
  if (item.mergedInto) return null;
  return item.links
    .filter((link) => link.state === 'suggested')
    .map((link) => (
      <div key={link.caseId} className={classes.banner} role="note">
        <IconLink size={16} stroke={1.5} aria-hidden />
        <span className={classes.text}>
          {t('case.links.suggested')}{' '}
          <button type="button" className={classes.open} onClick={() => onOpen(link.caseId)}>
            {link.reference} <bdi>{link.subject}</bdi>
          </button>
          {link.reason && <span className={classes.reason}> · {reasonText(link.reason)}</span>}
        </span>
        {may('case.update') && (
          <>
            <Button
              size="compact-sm"
              variant="light"
              loading={decide.isPending}
              onClick={() => decide.mutate({ caseId: link.caseId, accept: true })}
            >
              {t('case.links.accept')}
            </Button>
            <Button
              size="compact-sm"
              variant="subtle"
              color="gray"
              onClick={() => decide.mutate({ caseId: link.caseId, accept: false })}
            >
              {t('case.links.dismiss')}
            </Button>
          </>
        )}
      </div>
    ));
}
