import type { Citizen, CitizenHandle, Duplicate } from '@guichet/contracts';
import { inOneLine } from '../../shared/i18n/display-name.js';
import { phoneText } from '../../shared/people/phone-text.js';

/** Whether more than the messages of an address says whose it is: a provider, a page, or an agent who has seen proof. */
export const isProved = ({ verified, evidence }: CitizenHandle): boolean =>
  verified || evidence === 'checked' || evidence === 'signed';

/** The best that is known of how an address is the person's. */
export const strongestEvidence = ({ evidence, history }: CitizenHandle) =>
  history.find((known) => known.evidence === evidence);

/** All addresses of a person, each in one line. */
const addressesOf = ({ handles }: Pick<Duplicate, 'handles'>): string[] => handles.map(({ value }) => inOneLine(value));

/** The addresses of a person of which nothing proves who writes from them. */
const doubtedAddresses = ({ handles }: Pick<Duplicate, 'handles'>): string[] =>
  addressesOf({ handles: handles.filter(({ doubt }) => doubt !== null) });

/** What whoever writes a message says in it, the name that they give themselves included. */
const said: ReadonlySet<Duplicate['reasons'][number]['reason']> = new Set(['same-name', 'mentions-address']);

/**
 * The addresses of either person of which nothing proves who writes from them, where nothing but the words of their messages speaks for
 * it that both are one: anybody can write in the name of somebody else. Empty where more speaks for it.
 */
export function doubtedByNameAlone(person: Pick<Citizen, 'handles'>, { reasons, handles }: Duplicate): string[] {
  if (reasons.some(({ reason }) => !said.has(reason))) return [];
  return [...doubtedAddresses(person), ...doubtedAddresses({ handles })];
}

interface Direction {
  from: Pick<Citizen, 'id' | 'handles'>;
  into: Pick<Citizen, 'id' | 'handles'>;
}

/**
 * The addresses of both of which an agent confirms whose they are before one becomes part of the other: the doubted ones. Where both files
 * show none and the server has refused it for that reason, as it may know of more, they are those of the one who stays.
 */
export function addressesToConfirm(wanted: Direction, refused: Direction | undefined): string[] {
  const doubted = [wanted.from, wanted.into].flatMap(doubtedAddresses);
  const isRefused = refused?.from.id === wanted.from.id && refused.into.id === wanted.into.id;
  return doubted.length === 0 && isRefused ? addressesOf(wanted.into) : doubted;
}

const isKnown = ({ handles }: Pick<Citizen, 'handles'>) => handles.some(({ doubt }) => doubt === null);

/** Which of two persons takes in the other unless an agent says otherwise: who is known by more than doubted addresses, else for longer. */
export function whoStays<Person extends Pick<Citizen, 'id' | 'handles'>>(one: Person, other: Person): Person {
  if (isKnown(one) !== isKnown(other)) return isKnown(one) ? one : other;
  // An id tells when it was made.
  return one.id < other.id ? one : other;
}

/**
 * Somebody else of the same name who is known by another address, where nothing proves who writes from this one of the person: whoever is
 * written to there may have taken the name of the other. Undefined where there is nobody of the kind.
 */
export function namesakeOfDoubted(
  { handles, duplicates }: Pick<Citizen, 'handles' | 'duplicates'>,
  recipients: readonly string[],
): { address: string; name: string; other: string } | undefined {
  const doubted = handles.find(({ value, doubt }) => doubt !== null && recipients.includes(value));
  if (!doubted) return undefined;
  for (const { citizen, reasons, handles: theirs } of duplicates) {
    const known = theirs.find(({ type, doubt }) => doubt === null && (type === 'email' || type === 'phone'));
    if (known && reasons.some(({ reason }) => reason === 'same-name'))
      return { address: doubted.value, name: citizen.name, other: phoneText(known.value) ?? known.value };
  }
  return undefined;
}
