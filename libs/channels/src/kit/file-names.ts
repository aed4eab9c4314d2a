/** The names that Windows opens as a device, whatever their extension. */
const RESERVED = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\\/:*?"<>|]+/gu;
const MAX_BYTES = 200;

const EXTENSIONS: Record<string, string> = {
  'text/plain': 'txt',
  'text/html': 'html',
  'text/calendar': 'ics',
  'text/csv': 'csv',
  'text/vcard': 'vcf',
  'text/x-vcard': 'vcf',
  'text/xml': 'xml',
  'text/rfc822-headers': 'txt',
  'message/rfc822': 'eml',
  'message/global': 'eml',
  'message/delivery-status': 'txt',
  'message/disposition-notification': 'txt',
  'image/jpeg': 'jpg',
  'image/jpg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/bmp': 'bmp',
  'image/tiff': 'tiff',
  'image/svg+xml': 'svg',
  'image/heic': 'heic',
  'application/pdf': 'pdf',
  'application/zip': 'zip',
  'application/json': 'json',
  'application/xml': 'xml',
  'application/rtf': 'rtf',
  'application/msword': 'doc',
  'application/vnd.ms-excel': 'xls',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
  'application/pkcs7-signature': 'p7s',
  'application/x-pkcs7-signature': 'p7s',
  'application/pkcs7-mime': 'p7m',
  'application/x-pkcs7-mime': 'p7m',
  'application/pgp-signature': 'asc',
  'application/pgp-encrypted': 'asc',
  'application/ms-tnef': 'dat',
  'audio/aac': 'aac',
  'audio/mp4': 'm4a',
  'audio/mpeg': 'mp3',
  'audio/ogg': 'ogg',
  'audio/wav': 'wav',
  'audio/amr': 'amr',
  'video/mp4': 'mp4',
  'video/3gpp': '3gp',
};

export const extensionOf = (type: string): string => EXTENSIONS[type.toLowerCase()] ?? 'bin';

/**
 * Returns a file name that is harmless on every system: one path segment in NFC, without control, bidi and zero-width
 * characters, not a device, not hidden, at most 200 bytes. `attachment-<n>.<ext>` where nothing is left.
 */
export function fileName(claimed: string | null | undefined, type: string, n: number): string {
  const generated = `attachment-${n}.${extensionOf(type)}`;
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
