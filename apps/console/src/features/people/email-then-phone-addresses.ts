import type { FoundCitizen } from '@guichet/contracts';

/** The addresses of a person to which a message can be sent at once: a mail before a text. */
export function emailThenPhoneAddresses({ handles }: Pick<FoundCitizen, 'handles'>): string[] {
  const of = (wanted: 'email' | 'phone') => handles.filter(({ type }) => type === wanted).map(({ value }) => value);
  return [...of('email'), ...of('phone')];
}
