import { ChannelIconsProvider } from '@guichet/ui';
import { useQuery } from '@tanstack/react-query';
import { useMemo, type ReactNode } from 'react';
import { sessionQuery } from '../shared/api/queries.js';
import { useChannelKinds } from '../shared/i18n/use-channel-texts.js';

/** Fetches the icons of the channels after the sign-in and provides them to every `ChannelMark`. */
export function FetchedChannelIcons({ children }: { children: ReactNode }) {
  const { data: session } = useQuery({ ...sessionQuery, enabled: false });
  const kinds = useChannelKinds({ enabled: session !== undefined && session.secondFactor !== 'missing' });
  const icons = useMemo(() => Object.fromEntries(kinds.map(({ kind, icon }) => [kind, icon])), [kinds]);
  return <ChannelIconsProvider icons={icons}>{children}</ChannelIconsProvider>;
}
