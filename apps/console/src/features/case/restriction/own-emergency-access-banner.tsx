import type { CaseDetail } from '@guichet/contracts';
import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { call } from '../../../shared/api/client.js';
import { toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { forgetCase } from '../../../shared/live/refresh-queries-on-changes.js';
import classes from './restriction.module.css';

interface Props {
  item: CaseDetail;
  until: string;
  onLeave: () => void;
}

/** Says until when the case is open to somebody who is not named; at that time, it goes from the screen. */
export function OwnEmergencyAccessBanner({ item, until, onLeave }: Props) {
  const { t } = useTexts();
  const formats = useFormats();
  const queryClient = useQueryClient();
  const problemText = useProblemText();
  useEffect(() => {
    const timer = setTimeout(() => forgetCase(queryClient, item.id), Date.parse(until) - Date.now());
    return () => clearTimeout(timer);
  }, [queryClient, item.id, until]);
  const end = useMutation({
    mutationFn: () => call('endBreakGlass', { params: { id: item.id } }),
    onSuccess: () => {
      onLeave();
      forgetCase(queryClient, item.id);
    },
    onError: (error) => toastFailure(t('case.restriction.glass.notEnded'), problemText(error)),
  });
  return (
    <div className={classes.banner} role="note">
      <IconAlertTriangle size={16} stroke={1.75} aria-hidden />
      <span className={classes.text}>
        {t('case.restriction.glass.until', { until: formats.dateTime(until) })}{' '}
        <span className={classes.more}>{t('case.restriction.glass.known')}</span>
      </span>
      <Button size="compact-sm" variant="light" loading={end.isPending} onClick={() => end.mutate()}>
        {t('case.restriction.glass.end')}
      </Button>
    </div>
  );
}
