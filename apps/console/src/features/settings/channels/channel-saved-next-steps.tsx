import type { ChannelAccount } from '@guichet/contracts';
import { PageHead } from '@guichet/ui';
import { Alert, Button } from '@mantine/core';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { ChannelSetupInstructions } from './channel-setup-instructions.js';
import { ConsentState } from './mailbox-oauth-consent.js';

/** A script that no web site may show yet: visitors would see nothing, and only the browser's console would say why. */
const isOnNoWebsite = ({ embed, config }: ChannelAccount): boolean => {
  const sites = config['allowedOrigins'];
  return Boolean(embed) && Array.isArray(sites) && sites.length === 0;
};

interface Props {
  channel: ChannelAccount;
  /** Leads to the field for the web sites that may show it. */
  onWebsites: () => void;
  onDone: () => void;
}

/** An account that was saved, and what must be done elsewhere before it works. */
export function ChannelSavedNextSteps({ channel, onWebsites, onDone }: Props) {
  const { t } = useTexts();
  const isConsentNeeded = channel.consent?.state === 'needed';
  const isHidden = isOnNoWebsite(channel);
  return (
    <>
      <PageHead>
        <h1>{t(isConsentNeeded || isHidden ? 'channels.oneStepLeft' : 'channels.added', { name: channel.name })}</h1>
      </PageHead>
      {isHidden && (
        <Alert color="yellow" variant="light" mb="md">
          {t('channels.onNoWebsite')}
          <Button mt="xs" size="xs" display="block" onClick={onWebsites}>
            {t('channels.addWebsite')}
          </Button>
        </Alert>
      )}
      <ConsentState channel={channel} />
      <ChannelSetupInstructions channel={channel} />
      <Button mt="md" variant={isConsentNeeded || isHidden ? 'default' : 'filled'} onClick={onDone}>
        {t(isConsentNeeded ? 'channels.later' : 'common.done')}
      </Button>
    </>
  );
}
