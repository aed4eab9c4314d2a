import type { ChannelKind } from '@guichet/contracts';
import { IconMail, type Icon } from '@tabler/icons-react';

const icons: Record<ChannelKind, Icon> = { email: IconMail };

/** The glyph of a channel. It never stands alone: a name is beside it, or `label` says it. */
export function ChannelMark({ kind, size = 14, label }: { kind: ChannelKind; size?: number; label?: string }) {
  const Glyph = icons[kind];
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
