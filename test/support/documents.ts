import { strToU8, zipSync } from 'fflate';
import PDFDocument from 'pdfkit';

const escaped = (text: string): string => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const paragraphs = (text: string, [before, after]: [string, string]): string =>
  text
    .split('\n')
    .map((line) => `${before}${escaped(line)}${after}`)
    .join('');

/** A document as programs of an office write it, by the ending of its name: with its text where it has one. */
export async function documentOf(name: string, text: string): Promise<Uint8Array> {
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  if (ending === 'pdf') return pdfOf(text);
  if (ending === 'docx')
    return archiveOf(
      'word/document.xml',
      `<w:document><w:body>${paragraphs(text, ['<w:p><w:r><w:t>', '</w:t></w:r></w:p>'])}</w:body></w:document>`,
    );
  if (ending === 'odt' || ending === 'ods')
    return archiveOf(
      'content.xml',
      `<office:document-content>${paragraphs(text, ['<text:p>', '</text:p>'])}</office:document-content>`,
    );
  if (ending === 'xlsx')
    return archiveOf('xl/sharedStrings.xml', `<sst>${paragraphs(text, ['<si><t>', '</t></si>'])}</sst>`);
  if (ending === 'jpg' || ending === 'png') return Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 0x10);
  return strToU8(text);
}

const archiveOf = (part: string, xml: string): Uint8Array =>
  zipSync({ [part]: strToU8(`<?xml version="1.0" encoding="UTF-8"?>${xml}`) });

async function pdfOf(text: string): Promise<Uint8Array> {
  const document = new PDFDocument();
  const parts: Buffer[] = [];
  document.on('data', (part: Buffer) => parts.push(part));
  const ended = new Promise((resolve) => document.on('end', resolve));
  document.text(text);
  document.end();
  await ended;
  return Buffer.concat(parts);
}
