import type { CaseDetail, ChannelAccount } from '@guichet/contracts';
import { ChannelMark } from '@guichet/ui';
import { Menu, TagsInput } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './composer.module.css';

export interface Envelope {
  channelId: string | undefined;
  to: string[];
  cc: string[];
}

interface Props {
  item: CaseDetail;
  channels: readonly ChannelAccount[];
  envelope: Envelope;
  onChange: (envelope: Envelope) => void;
}

const splitters = [',', ';', ' '];

/** By which channel, and to whom. One line until somebody needs to change it. */
export function Recipients({ item, channels, envelope, onChange }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(envelope.to.length === 0);
  const channel = channels.find(({ id }) => id === envelope.channelId);
  const known = [...new Set(item.participants.map(({ value }) => value))];
  const kind = channel?.kind ?? item.replyTo?.channel;

  return (
    <div className={classes.recipients}>
      {kind && (
        <Menu position="top-start" disabled={channels.length < 2}>
          <Menu.Target>
            <button
              type="button"
              className={classes.via}
              disabled={channels.length < 2}
              title={t('composer.via', { name: channel?.name ?? item.replyTo?.channelName ?? '' })}
            >
              <ChannelMark kind={kind} /> {t(`channel.${kind}.by`)}
              {channels.length > 1 && <IconChevronDown size={12} stroke={1.75} aria-hidden />}
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            {channels.map((one) => (
              <Menu.Item
                key={one.id}
                leftSection={<ChannelMark kind={one.kind} />}
                onClick={() => onChange({ ...envelope, channelId: one.id })}
              >
                {one.name} <span className={classes.quiet}>{one.addresses[0]}</span>
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {open ? (
        <div className={classes.fields}>
          <TagsInput
            size="xs"
            label={t('message.to')}
            data={known}
            splitChars={splitters}
            value={envelope.to}
            onChange={(to) => onChange({ ...envelope, to })}
            acceptValueOnBlur
          />
          <TagsInput
            size="xs"
            label={t('message.cc')}
            data={known}
            splitChars={splitters}
            value={envelope.cc}
            onChange={(cc) => onChange({ ...envelope, cc })}
            acceptValueOnBlur
          />
        </div>
      ) : (
        <button type="button" className={classes.to} onClick={() => setOpen(true)}>
          {t('composer.to', { address: envelope.to.join(', ') })}
          {envelope.cc.length > 0 && ` · ${t('message.cc')} ${envelope.cc.join(', ')}`}
        </button>
      )}
    </div>
  );
}
