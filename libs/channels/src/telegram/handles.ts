import type { Handle } from '@guichet/contracts';
import { z } from 'zod';
import { cleanLine } from '../kit/clean-text.js';

const Name = z.string().optional().catch(undefined);
export const User = z.looseObject({
  id: z.number().int(),
  is_bot: z.boolean().catch(false),
  first_name: Name,
  last_name: Name,
  username: Name,
});
export type User = z.infer<typeof User>;

/** Telegram vouches for the account, not for the name. Whoever gives one name only is better known with their @name. */
export function person(user: User): Handle {
  const name = nameOf(user);
  return { type: 'account', value: `telegram:${user.id}`, ...(name && { name }), verified: true };
}

export const nameOf = ({ first_name, last_name, username }: User): string =>
  cleanLine([first_name, last_name ?? (username && `(@${username})`)].filter(Boolean).join(' '), 120);

const ADDRESS = /^telegram:(\d{1,20})$/;

export function identify(address: string): Handle | undefined {
  const value = address.trim();
  return ADDRESS.test(value) ? { type: 'account', value, verified: false } : undefined;
}

/** The chat with a person has the number of the person. */
export const chatOf = ({ value }: Handle): number | undefined => {
  const id = ADDRESS.exec(value)?.[1];
  return id === undefined ? undefined : Number(id);
};

/** Messages are counted per chat, and for each bot anew. */
export const messageId = (botId: string, chatId: number, id: number): string => `telegram:${botId}:${chatId}:${id}`;
