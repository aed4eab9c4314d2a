import type { Citizen, CitizenHandle, Duplicate } from '@guichet/contracts';
import { inOneLine } from '../../shared/i18n/display-name.js';
import { phoneText } from '../../shared/people/phone-text.js';

/** Whether more than the messages of an address says whose it is: a provider, a page, or an agent who has seen proof. */
export const isProved = ({ verified, evidence }: CitizenHandle): boolean =>
  verified || evidence === 'checked' || evidence === 'signed';

/** The best that is known of how an address is the person's. */
export const strongestEvidence = ({ evidence, history }: CitizenHandle) =>
  history.find((known) => known.evidence === evidence);

/** What speaks against an address; null where an agent or a channel says whose it is: what a mail says of itself is no more than that. */
export const doubtOfHandle = (handle: CitizenHandle): CitizenHandle['doubt'] =>
  strongestEvidence(handle)?.by || isProved(handle) ? null : handle.doubt;

/** The addresses of a person of which nothing proves who writes from them. */
export const doubtedAddresses = ({ handles }: Pick<Citizen, 'handles'>): string[] =>
  handles.filter(doubtOfHandle).map(({ value }) => inOneLine(value));

/** What whoever writes a message says in it, the name that they give themselves included. */
const said: ReadonlySet<Duplicate['reasons'][number]['reason']> = new Set(['same-name', 'mentions-address']);

/**
 * The addresses of either person of which nothing proves who writes from them, where nothing but the words of their messages speaks for
 * it that both are one: anybody can write in the name of somebody else. Empty where more speaks for it.
 */
export function doubtedByNameAlone(person: Pick<Citizen, 'handles'>, { reasons, handles }: Duplicate): string[] {
  if (reasons.some(({ reason }) => !said.has(reason))) return [];
  return [
    ...doubtedAddresses(person),
    ...handles.filter(({ doubt }) => doubt !== null).map(({ value }) => inOneLine(value)),
  ];
}

const isKnown = ({ handles }: Pick<Citizen, 'handles'>) => handles.some((handle) => !doubtOfHandle(handle));

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
  const doubted = handles.find((handle) => doubtOfHandle(handle) && recipients.includes(handle.value));
  if (!doubted) return undefined;
  for (const { citizen, reasons, handles: theirs } of duplicates) {
    const known = theirs.find(({ type, doubt }) => doubt === null && (type === 'email' || type === 'phone'));
    if (known && reasons.some(({ reason }) => reason === 'same-name'))
      return { address: doubted.value, name: citizen.name, other: phoneText(known.value) ?? known.value };
  }
  return undefined;
}
