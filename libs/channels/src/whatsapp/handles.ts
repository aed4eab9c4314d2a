import type { Handle } from '@guichet/contracts';
import { e164 } from '../phone-numbers.js';

/**
 * Who somebody is on WhatsApp: their number, or, when they hide it behind a user name, the id that Meta gives them for our
 * business (`FR.13491208655302741918`). Meta vouches for both.
 */
export function person(waId: string | undefined, userId: string | undefined, name?: string): Handle | null {
  const named = name ? { name } : {};
  const number = waId !== undefined && /^\d+$/.test(waId) ? e164(`+${waId}`) : undefined;
  if (number) return { type: 'phone', value: number, ...named, verified: true };
  const id = userId ?? waId;
  return id ? { type: 'account', value: `whatsapp:${id}`, ...named, verified: true } : null;
}

/** Our own number has its id for an address: it is what an account knows of it. */
export const ownHandle = (phoneNumberId: string, name?: string): Handle => ({
  type: 'account',
  value: `whatsapp:${phoneNumberId}`,
  ...(name ? { name } : {}),
  verified: true,
});

const USER_ID = /^whatsapp:([A-Z]{2}\.[A-Za-z0-9.]{1,140})$/;

export function identify(address: string): Handle | undefined {
  const written = address.trim();
  if (USER_ID.test(written) || /^whatsapp:\d{3,25}$/.test(written))
    return { type: 'account', value: written, verified: false };
  const value = e164(written);
  return value === undefined ? undefined : { type: 'phone', value, verified: false };
}

/** How Graph wants somebody to be named; an id in `to` would be taken for a number and the message lost without a word. */
export function recipient({ type, value }: Handle): { to: string } | { recipient: string } | undefined {
  if (type === 'phone') return { to: value.replace(/^\+/, '') };
  const userId = USER_ID.exec(value)?.[1];
  return userId === undefined ? undefined : { recipient: userId };
}
