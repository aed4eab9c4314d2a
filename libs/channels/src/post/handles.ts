import { readPostalAddress, type Handle } from '@guichet/contracts';

/** The one spelling of a postal address: its lines, tidied. The first one names whom the letter is for. */
export function identify(address: string): Handle | undefined {
  const { lines, fault } = readPostalAddress(address);
  const [name] = lines;
  return fault || name === undefined ? undefined : { type: 'postal', value: lines.join('\n'), name, verified: false };
}

export const reaches = ({ type }: Handle): boolean => type === 'postal';
