import type { FinishConsent } from '@guichet/contracts';
import { PageHead } from '@guichet/ui';
import { Alert, Button, Loader } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { call } from '../../../shared/api/client.js';
import { useChannelReason } from '../../../shared/i18n/use-channel-texts.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { takeProviderAnswer } from '../../../shared/router/take-provider-answer.js';
import { ConsentButton } from './mailbox-oauth-consent.js';

/** Where providers send an administrator back who has signed in for a mailbox. */
export function OAuthConsentReturnPage() {
  const { t } = useTexts();
  const channelReason = useChannelReason();
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  const [answer] = useState(takeProviderAnswer);
  const { mutate, data, error } = useMutation({
    mutationFn: (body: FinishConsent) => call('finishConsent', { body, idempotencyKey: undefined }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['channels'] }),
  });
  useEffect(() => {
    if (answer) mutate(answer);
  }, [answer, mutate]);
  const fault = !answer
    ? t('channels.consent.nothing')
    : error
      ? problemText(error)
      : data?.reason && channelReason(data.reason);
  const isDone = data !== undefined && data.reason === null;
  return (
    <>
      <PageHead>
        <h1>{t('channels.consent.title')}</h1>
      </PageHead>
      {isDone ? (
        <Alert color="green" variant="outline" role="status" icon={<IconCircleCheck size={18} stroke={1.75} />}>
          {t('channels.consent.done')}
        </Alert>
      ) : fault ? (
        <Alert color="red" variant="outline" role="alert" icon={<IconAlertTriangle size={18} stroke={1.75} />}>
          {fault}
        </Alert>
      ) : (
        <Loader aria-label={t('channels.consent.waiting')} />
      )}
      {(isDone || fault) && (
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: 12, marginTop: 16 }}>
          {data?.reason && <ConsentButton id={data.channelAccountId} label={t('channels.consent.again')} />}
          <Button component={Link} to="/settings/channels" variant={isDone ? 'filled' : 'default'}>
            {t('channels.back')}
          </Button>
        </div>
      )}
    </>
  );
}
