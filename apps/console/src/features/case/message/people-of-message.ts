import type { CaseDetail, MessageEntry } from '@guichet/contracts';

type Shown = Pick<MessageEntry, 'from' | 'to' | 'actor' | 'direction' | 'flags' | 'citizen' | 'senderNamed'>;
type Citizens = Pick<CaseDetail, 'citizen' | 'otherCitizens'>;

/**
 * With whom a contact was that an agent has recorded without an address: whose case it was recorded in, also where that was merged into
 * one of somebody else.
 */
const citizenOfContact = ({ flags, citizen }: Shown, item: Citizens): string | undefined =>
  flags.includes('recorded') ? (citizen ?? item.citizen)?.name : undefined;

/** Who wrote or said it: as an agent says; as they call themselves; else as they are known; else their address. */
export const senderOfMessage = (entry: Shown, item: Citizens): string | undefined =>
  entry.senderNamed?.citizen.name ||
  entry.from?.name ||
  (entry.actor.kind === 'citizen' ? entry.actor.name : undefined) ||
  entry.from?.value ||
  citizenOfContact(entry, item);

/** Whom an agent has called or met, where nobody else says so: a case of one citizen goes without saying. */
export const recipientOfContact = (entry: Shown, item: Citizens): string | undefined =>
  entry.direction === 'out' && entry.to.length === 0 && (entry.citizen || item.otherCitizens.length > 0)
    ? citizenOfContact(entry, item)
    : undefined;
