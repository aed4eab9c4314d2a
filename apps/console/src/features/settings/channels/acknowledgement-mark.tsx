import type { Acknowledgement, ChannelAccount } from '@guichet/contracts';
import { Anchor } from '@mantine/core';
import { IconAlertTriangle, IconMailCheck, IconMailOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChannelTexts } from '../../../shared/i18n/use-channel-texts.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { shownLanguage } from '../../../shared/i18n/shown-language.js';
import { useTemplateNames } from '../../../shared/i18n/use-template-names.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { AcknowledgementDialog } from './acknowledgement-dialog.js';
import { acknowledgementsQuery } from './acknowledgement-queries.js';
import classes from './channels-page.module.css';

/** Why an account that should acknowledge messages does not, in words. */
function useFaultText() {
  const { t } = useTexts();
  const formats = useFormats();
  const { titleOf } = useTemplateNames();
  return ({ faults }: Pick<Acknowledgement, 'faults'>): string =>
    faults
      .map(({ key, title, fault, missing }) =>
        t(`channels.acknowledgement.fault.${fault}`, {
          title: title === null ? t('channels.acknowledgement.unknownTemplate') : titleOf({ key, title }),
          names: formats.list(missing),
        }),
      )
      .join(' ');
}

/** Whether an account acknowledges what citizens send, and what stops it from doing so; it opens the setting. */
export function AcknowledgementMark({ channel }: { channel: ChannelAccount }) {
  const { t, i18n } = useTranslation();
  const channels = useChannelTexts();
  const faultText = useFaultText();
  const { data } = useQuery(acknowledgementsQuery(shownLanguage(i18n)));
  const [isOpen, setOpen] = useState(false);
  const setting = data?.find(({ channelAccountId }) => channelAccountId === channel.id);
  // Of a channel on which agents only record, nothing is sent.
  if (!setting) return null;
  const isStopped = setting.enabled && setting.faults.length > 0;
  const Glyph = isStopped ? IconAlertTriangle : setting.enabled ? IconMailCheck : IconMailOff;
  return (
    <span className={classes.unchecked} data-stopped={isStopped || undefined}>
      <Glyph size={15} stroke={1.75} aria-hidden />
      {isStopped ? faultText(setting) : t(`channels.acknowledgement.${setting.enabled ? 'on' : 'off'}`)}
      <Anchor
        component="button"
        type="button"
        size="xs"
        aria-label={t('channels.acknowledgement.changeOf', { name: channels.account(channel) })}
        onClick={() => setOpen(true)}
      >
        {t('channels.acknowledgement.change')}
      </Anchor>
      {isOpen && <AcknowledgementDialog channel={channel} setting={setting} onClose={() => setOpen(false)} />}
    </span>
  );
}
