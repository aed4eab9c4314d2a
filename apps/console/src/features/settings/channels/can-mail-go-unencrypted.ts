import type { ChannelAccount } from '@guichet/contracts';

interface Server {
  host?: string;
  secure?: boolean;
  user?: string;
}

const isThisMachine = ({ host = '' }: Server): boolean => /^(?:127\.|localhost$|\[?::1\]?$)/i.test(host);

/** Whether a connection by these settings goes on where the server offers no encryption. */
const isOptional = (server: Server, withPassword: boolean): boolean =>
  server.secure === false && (!withPassword || isThisMachine(server));

/**
 * Whether mail of an account may travel unencrypted by its settings: from or to a server on this machine, or to a relay
 * without a password. Settings that are not shown tell nothing.
 */
export function canMailGoUnencrypted({ kind, config }: Pick<ChannelAccount, 'kind' | 'config'>): boolean {
  if (kind !== 'email') return false;
  const { inbound, outbound } = config as { inbound?: { imap?: Server }; outbound?: Server };
  return (
    (inbound?.imap !== undefined && isOptional(inbound.imap, true)) ||
    (outbound !== undefined && isOptional(outbound, Boolean(outbound.user)))
  );
}
