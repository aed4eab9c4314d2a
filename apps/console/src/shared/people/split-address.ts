/** An address as what is before its domain, and its domain with the @; undefined for what is none. */
export function splitAddress(text: string): [local: string, domain: string] | undefined {
  const at = text.lastIndexOf('@');
  return at > 0 && at < text.length - 1 && !/\s/.test(text) ? [text.slice(0, at), text.slice(at)] : undefined;
}
