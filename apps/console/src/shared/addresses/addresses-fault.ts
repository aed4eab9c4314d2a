import { LONGEST_ADDRESS, MOST_ADDRESSES } from '@guichet/contracts';

export interface AddressesFault {
  reason: 'list-too-long' | 'text-too-long';
  max: number;
}

/** Returns what the API would refuse in a list of recipients, whatever their channel; undefined: nothing. */
export function addressesFault(addresses: readonly string[]): AddressesFault | undefined {
  if (addresses.length > MOST_ADDRESSES) return { reason: 'list-too-long', max: MOST_ADDRESSES };
  const isLong = addresses.some((address) => address.length > LONGEST_ADDRESS);
  return isLong ? { reason: 'text-too-long', max: LONGEST_ADDRESS } : undefined;
}

interface Recipients {
  to: readonly string[];
  cc: readonly string[];
  bcc: readonly string[];
}

/** Whether a message can have these recipients. */
export const isWithinLimits = ({ to, cc, bcc }: Recipients): boolean =>
  [to, cc, bcc].every((addresses) => addressesFault(addresses) === undefined);
