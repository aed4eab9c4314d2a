import type { Handle } from '@guichet/contracts';

/** A person has another id for each page: `messenger:<page>/<person>`. Meta vouches for it. */
export const personHandle = (pageId: string, personId: string): Handle => ({
  type: 'account',
  value: `messenger:${pageId}/${personId}`,
  verified: true,
});

export const pageHandle = (pageId: string): Handle => ({
  type: 'account',
  value: `messenger:${pageId}`,
  verified: true,
});

const ADDRESS = /^messenger:(\d{3,25})(?:\/(\d{3,25}))?$/;

export function identify(address: string): Handle | undefined {
  const value = address.trim();
  return ADDRESS.test(value) ? { type: 'account', value, verified: false } : undefined;
}

/** The id by which this page may write to somebody; undefined where it may not. */
export function personId({ value }: Handle, pageId: string): string | undefined {
  const [, page, person] = ADDRESS.exec(value) ?? [];
  return page === pageId ? person : undefined;
}
