import type { ChannelAccount } from '@guichet/contracts';
import { PageHead } from '@guichet/ui';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ChannelSetupInstructions } from './channel-setup-instructions.js';
import { ConsentState } from './mailbox-oauth-consent.js';

/** An account that was saved, and what must be done elsewhere before it works. */
export function ChannelSavedNextSteps({ channel, onDone }: { channel: ChannelAccount; onDone: () => void }) {
  const { t } = useTranslation();
  const isConsentNeeded = channel.consent?.state === 'needed';
  return (
    <>
      <PageHead>
        <h1>{t(isConsentNeeded ? 'channels.oneStepLeft' : 'channels.added', { name: channel.name })}</h1>
      </PageHead>
      <ConsentState channel={channel} />
      <ChannelSetupInstructions channel={channel} />
      <Button mt="md" variant={isConsentNeeded ? 'default' : 'filled'} onClick={onDone}>
        {t(isConsentNeeded ? 'channels.later' : 'common.done')}
      </Button>
    </>
  );
}
