/** The form of a header field that survives refolding (RFC 6376 § 3.4.2), without a line end. `field` is `Name: value` as it was sent. */
export function relaxedField(field: string): string {
  const colon = field.indexOf(':');
  const value = field.slice(colon + 1).replace(/\r\n/g, '').replace(/[ \t]+/g, ' ').trim(); // prettier-ignore
  return `${field.slice(0, colon).trimEnd().toLowerCase()}:${value}`;
}

/** The form of a body that survives changes of white space within and at the end of lines, and of empty lines at its end (§ 3.4.4). */
export function relaxedBody(body: string): string {
  const lines = body
    .replace(/[ \t]+(?=\r\n|$)/g, '')
    .replace(/[ \t]+/g, ' ')
    .replace(/(?:\r\n)+$/, '');
  return lines === '' ? '' : `${lines}\r\n`;
}

/** The header fields of a mail as they were sent, folded ones as one, and its body. */
export function partsOf(raw: Buffer): { fields: string[]; body: string } {
  const text = raw.toString('latin1');
  const end = text.indexOf('\r\n\r\n');
  return { fields: text.slice(0, end).split(/\r\n(?![ \t])/), body: text.slice(end + 4) };
}
