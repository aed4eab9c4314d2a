import type { OutboundConfig } from '../config.js';

/** How long each step of a connection to a relay may take, in milliseconds. */
export interface Deadlines {
  /** From the first packet to the greeting. */
  connectMs: number;
  /** Signing in, and the envelope of a message up to its content. */
  commandMs: number;
  /** Each block of the content, and the reply to all of it: relays that look for viruses take their time there. */
  dataMs: number;
}

/**
 * Shorter than RFC 5321 § 4.5.3.2 asks for, which is meant for servers that have nothing else to do: a message that was given up is sent
 * again under the same Message-ID. An account whose relay is slow has a `timeoutSeconds` of its own.
 */
const USUAL: Deadlines = { connectMs: 20_000, commandMs: 60_000, dataMs: 120_000 };

export function deadlinesOf({ timeoutSeconds }: Pick<OutboundConfig, 'timeoutSeconds'>): Deadlines {
  if (timeoutSeconds === undefined) return USUAL;
  const ms = timeoutSeconds * 1000;
  return { connectMs: Math.min(USUAL.connectMs, ms), commandMs: ms, dataMs: ms };
}
