import { isSameName } from '../../../shared/people/is-same-name.js';

interface Recipient {
  name: string;
  /** With the address, where it can be read out. */
  text: string;
  channelName: string;
}

interface CitizenOfCase {
  name: string;
  /** In one line; undefined: none is known. */
  addresses: string | undefined;
}

/**
 * Whom a reply reaches, and the citizen of the case, who is somebody else. Where both have one name, each has its addresses besides; of an
 * account that nobody can read out, the channel.
 */
export function recipientBesideCitizen(to: Recipient, citizen: CitizenOfCase): { who: string; citizen: string } {
  if (!isSameName(to.name, citizen.name)) return { who: to.text, citizen: citizen.name };
  return {
    who: to.text === to.name ? `${to.name} (${to.channelName})` : to.text,
    citizen: citizen.addresses ? `${citizen.name} (${citizen.addresses})` : citizen.name,
  };
}
