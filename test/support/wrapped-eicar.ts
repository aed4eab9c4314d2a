import { crc32, gzipSync } from 'node:zlib';
import { EICAR } from './clamd.js';

const virus = Buffer.from(EICAR);

interface ZippedFile {
  name: string;
  content: Uint8Array;
}

/** A ZIP archive without compression. `encrypted`: it says that its files have a password. APPNOTE 4.3 */
export function zip(files: readonly ZippedFile[], encrypted = false): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content } of files) {
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(encrypted ? 1 : 0, 2);
    fields.writeUInt32LE(crc32(content), 10);
    fields.writeUInt32LE(content.byteLength, 14);
    fields.writeUInt32LE(content.byteLength, 18);
    fields.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), content]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), fields, tail, Buffer.from(name)]));
    parts.push(local);
    offset += local.byteLength;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(central.byteLength, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, central, Buffer.from('PK\x05\x06'), end]);
}

function tar({ name, content }: ZippedFile): Buffer {
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write('0000644\0', 100);
  header.write(`${content.byteLength.toString(8).padStart(11, '0')}\0`, 124);
  header.write('        0ustar\x0000', 148);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.concat([header, content, Buffer.alloc(512 - (content.byteLength % 512)), Buffer.alloc(1024)]);
}

/** An attachment, or a body of its own: the lines of one part of a mail. */
export interface WrappedFile {
  name: string;
  part: string[];
}

const attached = (name: string, content: Uint8Array, type = 'application/octet-stream'): WrappedFile => ({
  name,
  part: [
    `Content-Type: ${type}; name="${name}"`,
    `Content-Disposition: attachment; filename="${name}"`,
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(content).toString('base64').replace(/.{76}/g, '$&\r\n'),
  ],
});

const encoded = (
  name: string,
  { encoding, body, type = 'text/plain' }: { encoding: string; body: string; type?: string },
): WrappedFile => ({
  name,
  part: [
    `Content-Type: ${type}; name="${name}"`,
    `Content-Disposition: attachment; filename="${name}"`,
    `Content-Transfer-Encoding: ${encoding}`,
    '',
    body,
  ],
});

/** A mail with these parts. */
export const mailOf = (fields: readonly string[], files: readonly WrappedFile[]): string =>
  [
    ...fields,
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="=_edge"',
    '',
    '--=_edge',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Bonjour, voici la pièce demandée.',
    ...files.flatMap(({ part }) => ['--=_edge', ...part]),
    '--=_edge--',
    '',
  ].join('\r\n');

const asMail = (inner: WrappedFile): Buffer =>
  Buffer.from(
    mailOf(['From: a@b.test', 'To: c@d.test', 'Subject: inner', 'Date: Fri, 27 Nov 2026 10:00:00 +0000'], [inner]),
  );

const PDF = Buffer.concat([
  Buffer.from(
    '%PDF-1.4\n1 0 obj <</Type/Catalog/Names<</EmbeddedFiles<</Names[(a)2 0 R]>>>>>> endobj\n2 0 obj <</Type/Filespec/F(a)/EF<</F 3 0 R>>>> endobj\n',
  ),
  Buffer.from(`3 0 obj <</Type/EmbeddedFile/Length ${virus.byteLength}>> stream\n`),
  virus,
  Buffer.from('\nendstream endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n'),
]);

const uuencoded = (): string => {
  const char = (six: number) => String.fromCharCode(six === 0 ? 96 : six + 32);
  const lines: string[] = [];
  for (let at = 0; at < virus.byteLength; at += 45) {
    const piece = virus.subarray(at, at + 45);
    let line = char(piece.byteLength);
    for (let n = 0; n < piece.byteLength; n += 3) {
      const [a, b = 0, c = 0] = piece.subarray(n, n + 3) as unknown as number[];
      line += [a! >> 2, ((a! & 3) << 4) | (b >> 4), ((b & 15) << 2) | (c >> 6), c & 63].map(char).join('');
    }
    lines.push(line);
  }
  return ['begin 644 photo.jpg', ...lines, '`', 'end'].join('\r\n');
};

const zipped = zip([{ name: 'eicar.com', content: virus }]);

/** EICAR in the wrappings in which mail brings viruses, by what they are. */
export const wrappedEicar: Record<string, WrappedFile> = {
  plain: encoded('eicar.com', { encoding: '7bit', body: EICAR, type: 'application/octet-stream' }),
  base64: attached('eicar.com', virus),
  'quoted-printable': encoded('eicar.txt', {
    encoding: 'quoted-printable',
    body: EICAR.replaceAll('=', '=3D').replace(/^.{40}/, '$&=\r\n'),
  }),
  renamed: attached('facture.pdf', virus, 'application/pdf'),
  zip: attached('facture.zip', zipped, 'application/zip'),
  'zip in a zip': attached('dossier.zip', zip([{ name: 'facture.zip', content: zipped }]), 'application/zip'),
  'tar.gz': attached('dossier.tar.gz', gzipSync(tar({ name: 'eicar.com', content: virus })), 'application/gzip'),
  'a mail': attached('message.eml', asMail(attached('eicar.com', virus)), 'message/rfc822'),
  'a mail in a mail': attached('message.eml', asMail(attached('inner.eml', asMail(attached('eicar.com', virus)), 'message/rfc822')), 'message/rfc822'), // prettier-ignore
  'a document': attached('courrier.docx', zip([{ name: '[Content_Types].xml', content: Buffer.from('<Types/>') }, { name: 'word/vbaProject.bin', content: virus }]), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'), // prettier-ignore
  'a PDF': attached('formulaire.pdf', PDF, 'application/pdf'),
  'a data URL in HTML': attached('page.html', Buffer.from(`<html><body><a href="data:application/octet-stream;base64,${virus.toString('base64')}">x</a></body></html>`), 'text/html'), // prettier-ignore
  uuencode: { name: 'photo.jpg', part: ['Content-Type: text/plain', '', uuencoded()] },
};

/** An archive into which nobody looks without its password. */
export const passwordZip: WrappedFile = attached('secret.zip', zip([{ name: 'eicar.com', content: Buffer.from('what nobody reads') }], true), 'application/zip'); // prettier-ignore
