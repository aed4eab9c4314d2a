import type { ChannelKind } from '@guichet/contracts';
import {
  IconBrandMastodon,
  IconBrandMessenger,
  IconBrandTelegram,
  IconBrandWhatsapp,
  IconBuilding,
  IconDeviceMobileMessage,
  IconMail,
  IconMailbox,
  IconMessageCircle,
  IconPhone,
  IconPlug,
  type Icon,
} from '@tabler/icons-react';

/** The one thing that the screens know of a kind of channel; one that has no glyph of its own has that of a plug. */
const icons: Partial<Record<string, Icon>> = {
  email: IconMail,
  sms: IconDeviceMobileMessage,
  chat: IconMessageCircle,
  whatsapp: IconBrandWhatsapp,
  messenger: IconBrandMessenger,
  telegram: IconBrandTelegram,
  mastodon: IconBrandMastodon,
  phone: IconPhone,
  counter: IconBuilding,
  post: IconMailbox,
};

/** The glyph of a channel. It never stands alone: a name is beside it, or `label` says it. */
export function ChannelMark({ kind, size = 14, label }: { kind: ChannelKind; size?: number; label?: string }) {
  const Glyph = icons[kind] ?? IconPlug;
  return (
    <Glyph
      size={size}
      stroke={1.5}
      aria-hidden={label ? undefined : true}
      aria-label={label}
      role={label ? 'img' : undefined}
    />
  );
}
