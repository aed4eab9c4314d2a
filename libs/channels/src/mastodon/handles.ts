import type { Handle } from '@guichet/contracts';
import { cleanLine } from '../kit/clean-text.js';
import type { Account } from './api-entities.js';

const ADDRESS = /^(?:mastodon:|@)@?([a-z0-9_]+(?:[a-z0-9_.-]*[a-z0-9_])?@(?:[a-z0-9-]+\.)+[a-z0-9-]{2,})$/;

/** `@user@host`, or as we write it `mastodon:user@host`. Without either it would be a mail address. */
export function identify(address: string): Handle | undefined {
  const name = ADDRESS.exec(address.trim().toLowerCase())?.[1];
  return name === undefined ? undefined : { type: 'account', value: `mastodon:${name}`, verified: false };
}

/** Servers vouch for their accounts by signing what these post; names are claims. */
export function person({ acct, display_name }: Pick<Account, 'acct' | 'display_name'>, domain: string): Handle {
  const name = cleanLine(display_name.replace(/:\w{2,}:/g, ''), 120);
  return { type: 'account', value: `mastodon:${fullName(acct, domain)}`, ...(name && { name }), verified: true };
}

/** Accounts of the instance itself are named without it. */
export const fullName = (acct: string, domain: string): string =>
  (acct.includes('@') ? acct : `${acct}@${domain}`).toLowerCase();

/** Returns `@user@host`, the mention that addresses a post to an account. */
export const mentionOf = ({ value }: Handle): string | undefined => {
  const name = identify(value)?.value;
  return name && `@${name.slice('mastodon:'.length)}`;
};

/** Posts are counted per instance. */
export const postId = (host: string, id: string): string => `mastodon:${host}:${id}`;
