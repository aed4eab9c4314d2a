import type { ChannelAccount } from '@guichet/contracts';

interface Inbound {
  imap?: unknown;
  trustedServer?: string;
}

const inboundOf = (config: ChannelAccount['config']): Inbound => config['inbound'] ?? {};

/** The server whose checks of senders count by these settings; undefined where there is none. */
export const trustedServer = (config: ChannelAccount['config']): string | undefined =>
  inboundOf(config).trustedServer || undefined;

/** The settings with a server that is trusted. */
export const trusting = (config: ChannelAccount['config'], server: string): ChannelAccount['config'] => ({
  ...config,
  inbound: { ...inboundOf(config), trustedServer: server },
});

/** Whether nobody checks the senders of the mailbox that an account reads, as far as its settings are shown. */
export const isUnchecked = ({ config }: Pick<ChannelAccount, 'config'>): boolean =>
  inboundOf(config).imap !== undefined && trustedServer(config) === undefined;

/** Unfolds what hides a field of a form, and goes there. Does nothing where the form does not show that field. */
export function showField(form: HTMLFormElement | null, name: string): void {
  const field = form?.elements.namedItem(name);
  if (!(field instanceof HTMLElement)) return;
  for (let fold = field.closest('details'); fold; fold = fold.parentElement?.closest('details') ?? null)
    fold.open = true;
  field.focus();
}
