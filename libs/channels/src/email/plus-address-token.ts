/** What a plus-address of ours carries: the signed token after `+r` (an answer) or `+b` (a bounce). */
export function tokenIn(
  address: string,
  own: ReadonlySet<string>,
): { purpose: 'reply' | 'bounce'; token: string } | undefined {
  const match = /^([^+@]+(?:\+[^+@]+)*)\+([rb])([a-z0-9]{8,60})@(.+)$/i.exec(address.trim().toLowerCase());
  if (!match) return undefined;
  const [, local, purpose, token, domain] = match;
  return own.has(`${local}@${domain}`) ? { purpose: purpose === 'r' ? 'reply' : 'bounce', token: token! } : undefined;
}

/** An address of ours as people know it, without the token that it carries; any other as it is. */
export const withoutToken = (address: string, own: ReadonlySet<string>): string =>
  tokenIn(address, own) ? address.replace(/\+[^+@]+@/, '@') : address;

/** `local+r<token>@domain`; the plain address where that would be longer than a local part may be (RFC 5321: 64). */
export function withToken(address: string, purpose: 'reply' | 'bounce', token: string): string {
  const at = address.lastIndexOf('@');
  const local = `${address.slice(0, at)}+${purpose === 'reply' ? 'r' : 'b'}${token}`;
  return local.length > 64 ? address : `${local}${address.slice(at)}`;
}
