import { channels } from '@guichet/channels';
import type { Handle } from '@guichet/contracts';

const MAIL = /[^\s<>()[\],;:"'«»]+@[^\s<>()[\],;:"'«»]+/gu;
const PHONE = /(?<![\d.])(?:\+|00?)\d(?:[ .()/-]{0,2}\d){6,14}(?!\d)/gu;
const MOST = 50;

/** Mail addresses and telephone numbers that somebody names in a text, each once and in its one spelling. */
export function addressesIn(text: string): Handle[] {
  const mails = text.includes('@') ? named(text, MAIL, 'email') : [];
  const found = [...mails, ...named(text, PHONE, 'phone')];
  return [...new Map(found.map((handle) => [handle.value, handle])).values()].slice(0, MOST);
}

const named = (text: string, pattern: RegExp, type: Handle['type']): Handle[] =>
  [...text.matchAll(pattern)]
    .slice(0, MOST)
    .flatMap(([address]) => handleOf(address.replace(/[.!?]+$/, ''), type) ?? []);

/** The handle behind an address that somebody typed or named, as the first channel spells it that knows such a one. */
export function handleOf(address: string, type?: Handle['type']): Handle | undefined {
  for (const channel of Object.values(channels)) {
    const handle = channel.identify(address);
    if (handle && (!type || handle.type === type)) return handle;
  }
  return undefined;
}
