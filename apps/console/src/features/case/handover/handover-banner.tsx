import type { CaseDetail } from '@guichet/contracts';
import { Button } from '@mantine/core';
import { IconArrowsTransferUp } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../../shared/api/client.js';
import { toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useMay } from '../../../shared/session/use-session.js';
import { TextWithLinks } from '../message/text-with-links.js';
import classes from './handover-banner.module.css';

/** With what another team has handed the case over, until this one has dealt with it. */
export function HandoverBanner({ item }: { item: CaseDetail }) {
  const { t } = useTexts();
  const formats = useFormats();
  const problemText = useProblemText();
  const may = useMay();
  const queryClient = useQueryClient();
  const dismiss = useMutation({
    mutationFn: () => call('dismissHandover', { params: { id: item.id } }),
    onError: (error) => toastFailure(t('case.handover.dismissFailed'), problemText(error)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['case', item.id] }),
  });
  const { handover } = item;
  if (!handover || item.mergedInto) return null;
  const { from, by, at, summary } = handover;
  return (
    <section className={classes.banner} aria-label={t('case.handover.label')}>
      <IconArrowsTransferUp size={16} stroke={1.75} aria-hidden />
      <div className={classes.words}>
        <p className={classes.head}>
          {t('case.handover.banner', { from, by })} <span className={classes.when}>· {formats.dateTime(at)}</span>
        </p>
        <div className={classes.summary} dir="auto" tabIndex={0} role="group" aria-label={t('case.handover.summary')}>
          <TextWithLinks text={summary} />
        </div>
      </div>
      {may('case.update') && (
        <Button size="compact-sm" variant="light" loading={dismiss.isPending} onClick={() => dismiss.mutate()}>
          {t('case.handover.dismiss')}
        </Button>
      )}
    </section>
  );
}
