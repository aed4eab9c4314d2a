import { extension } from 'mime-types';

/** The names that Windows opens as a device, whatever their extension. */
const RESERVED = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\\/:*?"<>|]+/gu;
const MAX_BYTES = 200;

/** Types that the list of IANA does not know, or for which it names an extension that few programs open. */
const EXTENSIONS: Record<string, string> = {
  'text/vcard': 'vcf',
  'text/rfc822-headers': 'txt',
  'message/global': 'eml',
  'message/delivery-status': 'txt',
  'message/disposition-notification': 'txt',
  'image/jpg': 'jpg',
  'application/x-pkcs7-signature': 'p7s',
  'application/x-pkcs7-mime': 'p7m',
  'application/pgp-signature': 'asc',
  'application/pgp-encrypted': 'asc',
  'application/ms-tnef': 'dat',
  'audio/aac': 'aac',
  'audio/mpeg': 'mp3',
  'audio/ogg': 'ogg',
};

/** Returns the extension for a media type, without its dot; `bin` for one that nobody knows. */
export const extensionOf = (type: string): string => EXTENSIONS[type.toLowerCase()] || extension(type) || 'bin';

/**
 * Returns a file name that is harmless on every system: one path segment in NFC, without control, bidi and zero-width
 * characters, not a device, not hidden, at most 200 bytes. `attachment-<n>.<ext>` where nothing is left, which the console
 * shows in the language of the reader; an invitation is called so in all of them.
 */
export function fileName(claimed: string | null | undefined, type: string, n: number): string {
  const generated = type.toLowerCase() === 'text/calendar' ? 'invitation.ics' : `attachment-${n}.${extensionOf(type)}`;
  const name = trimmed((claimed ?? '').toWellFormed().normalize('NFC').replace(UNSAFE, '_').replace(/\s+/gu, ' '));
  if (name === '' || /^[_.\s]*$/.test(name)) return generated;
  return cut(RESERVED.test(name) ? `_${name}` : name);
}

// Windows removes dots and spaces at the end of a name, and Unix hides names that begin with a dot.
const trimmed = (name: string): string => name.replace(/^[.\s]+/, '').replace(/[.\s]+$/, '');

function cut(name: string): string {
  if (Buffer.byteLength(name) <= MAX_BYTES) return name;
  const extension = /\.[^.\s]{1,16}$/u.exec(name)?.[0] ?? '';
  let stem = name.slice(0, name.length - extension.length);
  while (Buffer.byteLength(stem + extension) > MAX_BYTES)
    stem = [...stem].slice(0, -Math.max(1, Math.floor((Buffer.byteLength(stem + extension) - MAX_BYTES) / 4))).join('');
  return trimmed(stem) + extension;
}
