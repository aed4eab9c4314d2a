import type { CaseDetail, MessageEntry } from '@guichet/contracts';
import { isNameShown } from '../../../shared/i18n/display-name.js';

type Shown = Pick<MessageEntry, 'from' | 'to' | 'actor' | 'direction' | 'flags' | 'citizen' | 'senderNamed'>;
type Citizens = Pick<CaseDetail, 'citizen' | 'otherCitizens'>;

/**
 * With whom a contact was that an agent has recorded without an address: whose case it was recorded in, also where that was merged into
 * one of somebody else.
 */
const citizenOfContact = ({ flags, citizen }: Shown, item: Citizens): string | undefined =>
  flags.includes('recorded') ? (citizen ?? item.citizen)?.name : undefined;

/** The name of an account may have come since the timeline was read: the citizen of the case has it then. */
const nameOfAuthor = ({ actor }: Shown, { citizen }: Citizens): string | undefined => {
  if (actor.kind !== 'citizen') return undefined;
  return !isNameShown(actor.name) && citizen?.id === actor.id ? citizen.name : actor.name;
};

/** Who wrote or said it: as an agent says; as they call themselves; else as they are known; else their address. */
export const senderOfMessage = (entry: Shown, item: Citizens): string | undefined =>
  entry.senderNamed?.citizen.name ||
  entry.from?.name ||
  nameOfAuthor(entry, item) ||
  entry.from?.value ||
  citizenOfContact(entry, item);

/** Whom an agent has called or met, where nobody else says so: a case of one citizen goes without saying. */
export const recipientOfContact = (entry: Shown, item: Citizens): string | undefined =>
  entry.direction === 'out' && entry.to.length === 0 && (entry.citizen || item.otherCitizens.length > 0)
    ? citizenOfContact(entry, item)
    : undefined;
