import type { ChannelAccount } from '@guichet/contracts';
import { Hint } from '@guichet/ui';
import { CopiedValue } from '../../../shared/forms/copied-value.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import classes from './channels-page.module.css';

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
  const { t } = useTexts();
  return (
    <>
      {channel.webhookUrl && (
        <Piece title={t('channels.webhook')} what={t('channels.webhookWhat')} value={channel.webhookUrl} />
      )}
      {channel.embed && <Piece title={t('channels.embed')} what={t('channels.embedWhat')} value={channel.embed} />}
    </>
  );
}
