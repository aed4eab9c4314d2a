import { crc32, deflateSync } from 'node:zlib';

export interface DemoFile {
  name: string;
  type: string;
  content: Buffer;
}

const types: Record<string, string> = {
  pdf: 'application/pdf',
  png: 'image/png',
  ics: 'text/calendar',
  csv: 'text/csv',
};

/** A small, real file for a name; the same name, the same bytes. */
export function demoFile(name: string): DemoFile {
  const extension = name.slice(name.lastIndexOf('.') + 1);
  const make = { pdf, png, ics, csv }[extension];
  if (!make) throw new Error(`no demo file can be made for ${name}`);
  return { name, type: types[extension]!, content: make(name.slice(0, -extension.length - 1)) };
}

/** One page with the title in large and some lines, by PDF's own Helvetica (ISO 32000-1 § 9.6.2.2). */
function pdf(title: string): Buffer {
  const plain = (text: string) =>
    text
      .normalize('NFD')
      .replace(/[^\x20-\x7e]/g, '')
      .replace(/[\\()]/g, String.raw`\$&`) || 'Document';
  const lines = ['Ville de Valbourg', 'Document de demonstration', 'Ce fichier est fictif.'];
  const page = [
    `BT /F1 22 Tf 72 760 Td (${plain(title)}) Tj ET`,
    ...lines.map((line, index) => `BT /F1 12 Tf 72 ${720 - index * 18} Td (${line}) Tj ET`),
    '0.16 0.31 0.55 rg 72 640 451 3 re f',
  ].join('\n');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${page.length} >>\nstream\n${page}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const end = `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
  return Buffer.from(body + end, 'latin1');
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** A street with a hole in it, in the colours of its name: 360 × 240 pixels (PNG, RFC 2083). */
function png(title: string): Buffer {
  const [width, height] = [360, 240];
  const hue = crc32(Buffer.from(title)) % 60;
  const rows = Buffer.alloc(height * (1 + width * 3));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      rows.set(pixel(x / width, y / height, hue), y * (1 + width * 3) + 1 + x * 3);
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function pixel(x: number, y: number, hue: number): [number, number, number] {
  const isSky = y < 0.4;
  if (isSky) return [150 + hue, 190 + 60 * (0.4 - y), 225];
  const isHole = ((x - 0.55) / 0.22) ** 2 + ((y - 0.75) / 0.11) ** 2 < 1;
  if (isHole) return [40, 34, 32];
  const isLine = Math.abs(x - 0.5) < 0.01 + 0.02 * (y - 0.4) && Math.floor(y * 14) % 2 === 0;
  if (isLine) return [235, 230, 215];
  const noise = (Math.sin(x * 911) * Math.cos(y * 733) + 1) * 7;
  return [112 + noise, 112 + noise, 118 + noise];
}

/** RFC 5545, a day with an hour. */
const ics = (title: string): Buffer =>
  Buffer.from(
    [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Valbourg//Demo//FR',
      'BEGIN:VEVENT',
      `UID:${crc32(Buffer.from(title))}@valbourg.example`,
      'DTSTAMP:20260101T080000Z',
      'DTSTART;TZID=Europe/Paris:20270324T092000',
      'DTEND;TZID=Europe/Paris:20270324T094000',
      `SUMMARY:${title}`,
      'LOCATION:Mairie de Valbourg\\, guichet 3',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ].join('\r\n'),
  );

const csv = (title: string): Buffer => Buffer.from(`\uFEFFpiece;montant\r\n${title};4386,00\r\n`);
