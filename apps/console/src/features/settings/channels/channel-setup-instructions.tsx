import type { ChannelAccount } from '@guichet/contracts';
import { Hint } from '@guichet/ui';
import { Button, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './channels-page.module.css';

/** A value that is entered elsewhere, with a button that copies it. */
export function CopiedValue({ value }: { value: string }) {
  const { t } = useTranslation();
  return (
    <div className={classes.copied}>
      <code className={classes.token}>{value}</code>
      <CopyButton value={value}>
        {({ copy, copied }) => (
          <Button
            variant="default"
            leftSection={copied ? <IconCheck size={16} stroke={1.75} /> : <IconCopy size={16} stroke={1.5} />}
            onClick={copy}
          >
            {t(copied ? 'common.copied' : 'common.copy')}
          </Button>
        )}
      </CopyButton>
    </div>
  );
}

function Piece({ title, what, value }: { title: string; what: string; value: string }) {
  return (
    <section className={classes.piece}>
      <h2>{title}</h2>
      <Hint>{what}</Hint>
      <CopiedValue value={value} />
    </section>
  );
}

/** What somebody else needs for a channel to work: the address for the provider, the script for the web site. */
export function ChannelSetupInstructions({ channel }: { channel: ChannelAccount }) {
  const { t } = useTranslation();
  return (
    <>
      {channel.webhookUrl && (
        <Piece title={t('channels.webhook')} what={t('channels.webhookWhat')} value={channel.webhookUrl} />
      )}
      {channel.embed && <Piece title={t('channels.embed')} what={t('channels.embedWhat')} value={channel.embed} />}
    </>
  );
}
