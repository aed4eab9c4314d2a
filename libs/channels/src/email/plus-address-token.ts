/** Returns the signed token of one of our plus-addresses: after `+r` for a reply, after `+b` for a bounce. */
export function tokenIn(
  address: string,
  own: ReadonlySet<string>,
): { purpose: 'reply' | 'bounce'; token: string } | undefined {
  const match = /^([^+@]+(?:\+[^+@]+)*)\+([rb])([a-z0-9]{8,60})@(.+)$/i.exec(address.trim().toLowerCase());
  if (!match) return undefined;
  const [, local, purpose, token, domain] = match;
  return own.has(`${local}@${domain}`) ? { purpose: purpose === 'r' ? 'reply' : 'bounce', token: token! } : undefined;
}

/** Returns our own address without its token, as people know it, and any other address as it is. */
export const withoutToken = (address: string, own: ReadonlySet<string>): string =>
  tokenIn(address, own) ? address.replace(/\+[^+@]+@/, '@') : address;

/** Returns `local+r<token>@domain`, or the plain address where the local part would be longer than the 64 characters of RFC 5321. */
export function withToken(address: string, purpose: 'reply' | 'bounce', token: string): string {
  const at = address.lastIndexOf('@');
  const local = `${address.slice(0, at)}+${purpose === 'reply' ? 'r' : 'b'}${token}`;
  return local.length > 64 ? address : `${local}${address.slice(at)}`;
}
