/**
 * A mail as a relay may pass it on that takes liberties with its lines: it adds a field above, writes names of fields its own way,
 * folds them elsewhere, marks a "From " at the beginning of a line, and removes white space and empty lines at ends.
 */
export function rewritten(raw: string): string {
  const end = raw.indexOf('\r\n\r\n');
  const fields = raw.slice(0, end).split(/\r\n(?![ \t])/);
  const received = 'Received: from guichet.test by relay.test; Sat, 28 Nov 2026 10:00:00 +0100';
  const body = raw
    .slice(end + 4)
    .replace(/^From /gm, '>From ')
    .replace(/[ \t]+(?=\r\n)/g, '')
    .replace(/(?:\r\n)+$/, '\r\n\r\n\r\n');
  return [received, ...fields.map(refolded), '', body].join('\r\n');
}

function refolded(field: string): string {
  const colon = field.indexOf(':');
  const words = field.slice(colon + 1).replace(/\r\n/g, '').trim().split(/[ \t]+/); // prettier-ignore
  return `${field.slice(0, colon).toUpperCase()}:\t${words.join('\r\n\t ')}`;
}
