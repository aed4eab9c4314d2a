import type { Handle } from '@guichet/contracts';
import { cleanLine } from '../kit/clean-text.js';
import type { Account } from './api-entities.js';

const ADDRESS = /^(?:mastodon:|@)@?([a-z0-9_]+(?:[a-z0-9_.-]*[a-z0-9_])?@(?:[a-z0-9-]+\.)+[a-z0-9-]{2,})$/;

/** The form `@user@host`, or `mastodon:user@host` as we write it. Without either prefix it would be a mail address. */
export function identify(address: string): Handle | undefined {
  const name = ADDRESS.exec(address.trim().toLowerCase())?.[1];
  return name === undefined ? undefined : { type: 'account', value: `mastodon:${name}`, verified: false };
}

/** Returns the handle of an account. Its server proves it by signing the posts; the name is a claim. */
export function person({ acct, display_name }: Pick<Account, 'acct' | 'display_name'>, domain: string): Handle {
  const name = cleanLine(display_name.replace(/:\w{2,}:/g, ''), 120);
  return { type: 'account', value: `mastodon:${fullName(acct, domain)}`, ...(name && { name }), verified: true };
}

/** Returns the full name of an account. The API names accounts of the instance itself without their host. */
export const fullName = (acct: string, domain: string): string =>
  (acct.includes('@') ? acct : `${acct}@${domain}`).toLowerCase();

/** Returns `@user@host`, the mention that addresses a post to an account. */
export const mentionOf = ({ value }: Handle): string | undefined => {
  const name = identify(value)?.value;
  return name && `@${name.slice('mastodon:'.length)}`;
};

/** Returns the external id of a post, with the instance, as ids of posts are unique only within one. */
export const postId = (host: string, id: string): string => `mastodon:${host}:${id}`;
