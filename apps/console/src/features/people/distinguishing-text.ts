import type { Citizen, FoundCitizen } from '@guichet/contracts';
import { inOneLine } from '../../shared/i18n/display-name.js';
import { phoneText } from '../../shared/people/phone-text.js';

/** What is known of somebody, of which no more is needed than what distinguishes them from another of their name. */
export type DistinguishedPerson = Pick<FoundCitizen, 'name'> &
  Partial<Pick<FoundCitizen, 'handles' | 'lastCase' | 'doubt'>>;

/** What can be read out on the telephone. */
const written: ReadonlySet<string> = new Set(['email', 'phone', 'postal']);

/** A subject may be the first words of a message: no more of them is needed. */
const LONGEST = 48;
const shortened = (subject: string) =>
  subject.length > LONGEST ? `${[...subject].slice(0, LONGEST).join('').trimEnd()}…` : subject;
/** A reference that is not broken at its hyphens. */
const whole = (reference: string) => reference.replaceAll('-', '\u2011');

const handleText = (value: string) => phoneText(value) ?? inOneLine(value);

/**
 * In one line, what distinguishes a person from others of the same name: two addresses, the first of which may already be their name,
 * then the last case. Undefined where nothing is known.
 */
export function distinguishingText({ name, handles = [], lastCase }: DistinguishedPerson): string | undefined {
  const addresses = handles.filter(({ value }) => value !== name).slice(0, 2);
  const parts = addresses.map(({ value }) => handleText(value));
  if (lastCase) parts.push([whole(lastCase.reference), shortened(lastCase.subject)].filter(Boolean).join(' '));
  return parts.length > 0 ? parts.join(' · ') : undefined;
}

/** What distinguishes a person whose file is open. */
export const fileFacts = ({ name, handles, cases: [lastCase] }: Citizen): DistinguishedPerson => ({
  name,
  handles: handles.filter(({ type }) => written.has(type)),
  lastCase: lastCase ?? null,
});

/** In one line, the addresses and numbers of a person whose file is open; undefined where none is known beside the name. */
export const addressesText = (person: Citizen): string | undefined =>
  distinguishingText({ ...fileFacts(person), lastCase: null });
