import type { RenderingName } from '@guichet/contracts';
import { ChannelMark } from '@guichet/ui';
import { IconFileText, IconShieldLock } from '@tabler/icons-react';
import { useChannelTexts } from '../../../shared/i18n/use-channel-texts.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';

/** Returns a formatter of the name of a rendering: its channel, the page or the letter. */
export function useRenderingName() {
  const { t } = useTexts();
  const channels = useChannelTexts();
  return (name: RenderingName) =>
    name === 'page' || name === 'letter' ? t(`templates.preview.${name}`) : channels.title(name);
}

export function RenderingMark({ name }: { name: RenderingName }) {
  if (name === 'page') return <IconShieldLock size={16} stroke={1.5} aria-hidden />;
  if (name === 'letter') return <IconFileText size={16} stroke={1.5} aria-hidden />;
  return <ChannelMark kind={name} size={16} />;
}
