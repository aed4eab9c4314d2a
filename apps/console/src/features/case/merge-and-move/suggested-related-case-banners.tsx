import type { CaseDetail, CaseLink } from '@guichet/contracts';
import { Button } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../../shared/api/client.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import classes from './suggested-related-case-banners.module.css';
import { useMay } from '../../../shared/session/use-session.js';
import { useCaseLinks } from '../links/use-case-links.js';
import { useLinkReasonText } from './use-link-reason-text.js';

/** Banners for a mail that names another case without proof: the agent decides whether the two belong together. */
export function SuggestedRelatedCaseBanners({ item, onOpen }: { item: CaseDetail; onOpen: (caseId: string) => void }) {
  const { t } = useTexts();
  const may = useMay();
  const reasonText = useLinkReasonText();
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  const { link } = useCaseLinks(item);
  const decide = useMutation({
    mutationFn: async ({ to, accept }: { to: CaseLink; accept: boolean }) => {
      if (accept) await link({ ...to, kind: 'related' });
      else {
        const body = { caseId: to.caseId, accept };
        await call('linkCase', { params: { id: item.id }, body, idempotencyKey: undefined });
      }
    },
    onError: (error) => toastFailure(t('case.links.failed'), problemText(error)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['case', item.id] }),
  });
  if (item.mergedInto) return null;
  return item.links
    .filter(({ state }) => state === 'suggested')
    .map((to) => (
      <div key={to.caseId} className={classes.banner} role="note">
        <IconLink size={16} stroke={1.5} aria-hidden />
        <span className={classes.text}>
          {t('case.links.suggested')}{' '}
          <button type="button" className={classes.open} onClick={() => onOpen(to.caseId)}>
            {to.reference} <bdi>{to.subject}</bdi>
          </button>
          {to.reason && <span className={classes.reason}> · {reasonText(to.reason)}</span>}
        </span>
        {may('case.update') && (
          <>
            <Button
              size="compact-sm"
              variant="light"
              loading={decide.isPending}
              onClick={() => decide.mutate({ to, accept: true })}
            >
              {t('case.links.accept')}
            </Button>
            <Button
              size="compact-sm"
              variant="subtle"
              color="gray"
              onClick={() => decide.mutate({ to, accept: false })}
            >
              {t('case.links.dismiss')}
            </Button>
          </>
        )}
      </div>
    ));
}
