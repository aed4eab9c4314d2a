import type { ChannelKind } from '@guichet/contracts';
import { IconPlug } from '@tabler/icons-react';
import { createContext, useContext, type ReactNode } from 'react';

type Icons = Partial<Record<ChannelKind, readonly string[]>>;

const Context = createContext<Icons>({});

/** Gives the marks the line drawings of the kinds of channel, each as the paths of an SVG of 24 × 24. */
export const ChannelIconsProvider = ({ icons, children }: { icons: Icons; children: ReactNode }) => (
  <Context.Provider value={icons}>{children}</Context.Provider>
);

/** One element in place of several, as a timeline has many marks. A path that begins by a distance begins at the origin, also after another one. */
const inOne = (paths: readonly string[]) => paths.map((path) => path.replace(/^m/, 'M0 0m')).join(' ');

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
      <path d={inOne(paths)} />
    </svg>
  );
}
