import type { ChannelAccount } from '@guichet/contracts';
import { Hint } from '@guichet/ui';
import { Button, type ButtonProps } from '@mantine/core';
import { IconLogin2 } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { call } from '../../../shared/api/client.js';
import { toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { ShortTime } from '../../../shared/i18n/short-time.js';
import { useChannelReason } from '../../../shared/i18n/use-channel-texts.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';

/** Leads to the provider of a mailbox, to sign in there. The provider sends back to the page of the consent. */
export function ConsentButton({ id, label, ...look }: { id: string; label: string } & ButtonProps) {
  const { t } = useTexts();
  const channelReason = useChannelReason();
  const problemText = useProblemText();
  const begin = useMutation({
    mutationFn: () => call('beginConsent', { params: { id }, idempotencyKey: undefined }),
    onSuccess: ({ url, reason }) => {
      if (url !== null) window.location.assign(url);
      else toastFailure(t('channels.consent.notBegun'), channelReason(reason ?? ''));
    },
    onError: (error) => toastFailure(t('channels.consent.notBegun'), problemText(error)),
  });
  return (
    <Button
      leftSection={<IconLogin2 size={16} stroke={1.75} />}
      {...look}
      loading={begin.isPending || begin.data?.url != null}
      onClick={() => begin.mutate()}
    >
      {label}
    </Button>
  );
}

/** Whether somebody has signed in for a mailbox, and the button to do it, or to do it again. */
export function ConsentState({ channel }: { channel: ChannelAccount }) {
  const { t } = useTexts();
  const { consent } = channel;
  if (!consent) return null;
  const { provider, state, at } = consent;
  const isNeeded = state === 'needed';
  return (
    <section>
      <Hint>
        {t(isNeeded ? 'channels.consent.needed' : 'channels.consent.given', { provider })}
        {at !== null && !isNeeded && (
          <>
            {' · '}
            <ShortTime at={at} />
          </>
        )}
      </Hint>
      <ConsentButton
        id={channel.id}
        variant={isNeeded ? 'filled' : 'default'}
        label={t(isNeeded ? 'channels.consent.signIn' : 'channels.consent.signInAgain', { provider })}
      />
    </section>
  );
}
