import { domainToUnicode } from 'node:url';

const atom = String.raw`[^\s\p{Cc}()<>\[\]:;@\\,."]+`;
const local = String.raw`(?:${atom}(?:\.${atom})*|"(?:[^"\\\r\n]|\\.)*")`;
const domain = String.raw`(?:[\p{L}\p{N}](?:[\p{L}\p{N}_-]*[\p{L}\p{N}])?(?:\.[\p{L}\p{N}](?:[\p{L}\p{N}_-]*[\p{L}\p{N}])?)*|\[[^\[\]\\\s]+\])`;
const addrSpec = new RegExp(`^${local}@${domain}$`, 'u');

export const isAddrSpec = (value: string): boolean => addrSpec.test(value);

/**
 * Header fields that hold addresses, as far as an address may be found in them: unfolded, without encoded words,
 * comments and display names in quotes (RFC 5322 § 3.4, RFC 2047 § 5), lower case.
 */
function addressText(raw: Buffer): string {
  const text = raw.toString('utf8');
  const end = /\r?\n\r?\n/.exec(text)?.index ?? text.length;
  const bytes = `${text.slice(0, end)}\n${raw.subarray(0, 200_000).toString('latin1').slice(0, end)}`;
  return (
    withoutComments(bytes.replace(/\r?\n[ \t]+/g, ' ').replace(/=\?[^?\s]+\?[bq]\?[^?]*\?=/gi, ' '))
      .replace(/"(?:[^"\\\r\n]|\\.)*"(?!\s*[@.])/g, ' ')
      // Obsolete syntax allows white space around dots and the at sign.
      .replace(/\s*([.@])\s*/g, '$1')
      .toLowerCase()
  );
}

function withoutComments(text: string): string {
  let result = text;
  for (let before = ''; before !== result;) {
    before = result;
    result = result.replace(/\([^()]*\)/g, ' ');
  }
  return result;
}

/** Does this address stand in the message as an address, and not only inside something else? */
export function standsIn(raw: Buffer, address: string): boolean {
  const text = addressText(raw);
  const at = address.lastIndexOf('@');
  const spelt = `${address.slice(0, at)}@${domainToUnicode(address.slice(at + 1)) || address.slice(at + 1)}`;
  return text.includes(address.toLowerCase()) || text.includes(spelt.toLowerCase());
}
