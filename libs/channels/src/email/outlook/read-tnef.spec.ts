import fc from 'fast-check';
import { parseMail } from '../parse-mail.js';
import { readTnef } from './read-tnef.js';

const u16 = (value: number) => Buffer.from([value & 255, value >> 8]);
const u32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};
const padded = (bytes: Buffer) => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
const wide = (text: string) => Buffer.from(`${text}\0`, 'utf16le');

/** The writer of TNEF that the specs need, as Outlook writes it (MS-OXTNEF). */
const attribute = (id: number, data: Buffer, level = 2) =>
  Buffer.concat([
    ...[Buffer.from([level]), u16(id), u16(6), u32(data.length), data],
    u16(data.reduce((sum, byte) => sum + byte, 0) & 0xffff),
  ]);
const property = (type: number, id: number, value: Buffer) =>
  Buffer.concat([u16(type), u16(id), u32(1), u32(value.length), padded(value)]);
const long = (id: number, value: number) => Buffer.concat([u16(3), u16(id), u32(value)]);
const properties = (...all: Buffer[]) => Buffer.concat([u32(all.length), ...all]);
const tnef = (...attributes: Buffer[]) => Buffer.concat([u32(0x223e9f78), u16(1), ...attributes]);
const file = (content: Buffer, ...more: Buffer[]) =>
  Buffer.concat([
    attribute(0x9002, Buffer.alloc(14)),
    attribute(0x8010, Buffer.from('PLAN~1.TXT\0')),
    attribute(0x800f, content),
    attribute(0x9005, properties(...more)),
  ]);
const named = (content: string, name: string) =>
  file(Buffer.from(content), property(0x1f, 0x3707, wide(name)), property(0x1f, 0x370e, wide('text/plain')));
const codepage = attribute(0x9007, Buffer.concat([u32(1252), u32(0)]), 1);

const PACK = tnef(codepage, named('un plan', 'Plan détaillé.txt'), file(Buffer.from('autre')));

async function read(pack: Buffer, text = 'Voici les plans.') {
  const mail = [
    ...['From: zoe@example.org', 'Subject: Plans', 'Content-Type: multipart/mixed; boundary=b', '', '--b'],
    ...['Content-Type: text/plain', '', text, '--b', 'Content-Type: application/ms-tnef; name=winmail.dat'],
    ...['Content-Transfer-Encoding: base64', '', pack.toString('base64').replace(/.{76}/g, '$&\r\n'), '--b--', ''],
  ].join('\r\n');
  const [event] = await parseMail({
    ...{ raw: new Uint8Array(Buffer.from(mail)), digest: 'd', mailFrom: null, rcptTo: [], own: [] },
    ...{ receivedAt: Date.parse('2026-11-02T12:00:00Z'), withHtml: true },
  });
  if (event?.type !== 'message') throw new Error('This is no message.');
  return event;
}
const filesOf = ({ attachments }: Awaited<ReturnType<typeof read>>) =>
  attachments.map(({ name, type, content }) => [name, type, Buffer.from(content as Uint8Array).toString()]);

// Threats: M16.
describe('a winmail.dat', () => {
  it('is unpacked into its files, with their names and types', async () => {
    const message = await read(PACK);
    expect(message).toMatchObject({ text: 'Voici les plans.', flags: [] });
    expect(filesOf(message)).toEqual([
      ['Plan détaillé.txt', 'text/plain', 'un plan'],
      ['PLAN~1.TXT', 'application/octet-stream', 'autre'],
    ]);
  });

  it('gives its text only where the mail has no other one', async () => {
    const body = attribute(
      0x9003,
      properties(long(0x3fde, 1252), property(0x1e, 0x1000, Buffer.from('Caf\xe9 ?', 'latin1'))),
      1,
    );
    const html = attribute(0x9003, properties(property(0x102, 0x1013, Buffer.from('<p>Bon</p><script>1</script>'))), 1);
    expect((await read(tnef(codepage, body))).text).toBe('Voici les plans.');
    expect((await read(tnef(codepage, body), '')).text).toContain('Café ?');
    expect((await read(tnef(html), '')).html).toContain('<p>Bon</p>');
    expect((await read(tnef(html), '')).html).not.toContain('script');
  });

  it('keeps rich text as a file, and is not misled by what the text says of its length', async () => {
    const rich = (said: number) =>
      attribute(
        0x9003,
        properties(
          property(0x102, 0x1009, Buffer.concat([u32(said), u32(7), u32(0x414c454d), u32(0), Buffer.from('{\\rtf1}')])),
        ),
        1,
      );
    expect(filesOf(await read(tnef(rich(19)), ''))).toEqual([['message.rtf', 'application/rtf', '{\\rtf1}']]);
    expect(filesOf(await read(tnef(rich(0x7fffffff)), ''))).toEqual([]);
  });

  it('gives the text and the files of an enclosed message', async () => {
    const inner = tnef(attribute(0x800c, Buffer.from('Bonjour\0'), 1), named('fond', 'fond.txt'));
    const enclosed = property(0x0d, 0x3701, Buffer.concat([Buffer.alloc(16), inner]));
    const message = await read(tnef(file(Buffer.alloc(0), property(0x1f, 0x3001, wide('Devis')), enclosed)));
    expect(filesOf(message)).toEqual([
      ['Devis.txt', 'text/plain', 'Bonjour'],
      ['fond.txt', 'text/plain', 'fond'],
    ]);
  });

  it('stays beside what could be read of it where it is damaged', async () => {
    const message = await read(PACK.subarray(0, -60));
    expect(message.flags).toEqual(['outlook-only']);
    expect(message.attachments.map(({ name }) => name)).toEqual(['Plan détaillé.txt', 'winmail.dat']);
  });

  it('is no more than a name where it holds no files', async () => {
    expect(await read(tnef(codepage))).toMatchObject({ attachments: [], flags: [] });
    expect((await read(Buffer.from('something else'))).attachments.map(({ name }) => name)).toEqual(['winmail.dat']);
  });
});

describe('reading a damaged winmail.dat', () => {
  const nested = tnef(
    codepage,
    file(Buffer.alloc(0), property(0x0d, 0x3701, Buffer.concat([Buffer.alloc(16), PACK]))),
    PACK,
  );

  it('never throws, and never gives more than the file has', () => {
    const damaged = fc.array(fc.tuple(fc.nat(nested.length - 1), fc.integer({ min: 0, max: 255 })), { maxLength: 8 });
    fc.assert(
      fc.property(damaged, fc.nat(nested.length), (changes, length) => {
        const bytes = new Uint8Array(nested);
        for (const [at, value] of changes) bytes[at] = value;
        const { files } = readTnef(bytes.subarray(0, length));
        const total = files.reduce((sum, { content }) => sum + content.byteLength, 0);
        expect(total).toBeLessThanOrEqual(length);
      }),
      { numRuns: 1000 },
    );
  });

  it('ends soon where counts and lengths are as large as they can be', () => {
    const many = Buffer.concat([u32(0xffffffff), ...Array.from({ length: 50_000 }, () => long(0x3705, 1))]);
    const values = Buffer.concat([u32(1), u16(0x1102), u16(0x3701), u32(0xffffffff), Buffer.alloc(400_000)]);
    for (const data of [many, values]) {
      const { files, whole } = readTnef(tnef(attribute(0x9002, Buffer.alloc(14)), attribute(0x9005, data)));
      expect({ files, whole }).toEqual({ files: [], whole: false });
    }
    const pieces = tnef(...Array.from({ length: 3000 }, () => named('x', 'x')));
    expect(readTnef(pieces)).toMatchObject({ whole: false, files: { length: 500 } });
  });
});
