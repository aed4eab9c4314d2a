import type { ChannelKind } from '@guichet/contracts';
import { IconPlug } from '@tabler/icons-react';
import { createContext, useContext, type ReactNode } from 'react';

type Icons = Partial<Record<ChannelKind, readonly string[]>>;

const Context = createContext<Icons>({});

/** Gives the marks the line drawings of the kinds of channel, each as the paths of an SVG of 24 × 24. */
export const ChannelIconsProvider = ({ icons, children }: { icons: Icons; children: ReactNode }) => (
  <Context.Provider value={icons}>{children}</Context.Provider>
);

/** The icon of a channel. It never stands alone: a name is beside it, or `label` says it. */
export function ChannelMark({ kind, size = 14, label }: { kind: ChannelKind; size?: number; label?: string }) {
  const paths = useContext(Context)[kind];
  const named = { 'aria-hidden': label ? undefined : true, 'aria-label': label, role: label ? 'img' : undefined };
  // As long as nothing is known of the kinds.
  if (!paths) return <IconPlug size={size} stroke={1.5} {...named} />;
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      {...named}
    >
      {paths.map((path) => (
        <path key={path} d={path} />
      ))}
    </svg>
  );
}
