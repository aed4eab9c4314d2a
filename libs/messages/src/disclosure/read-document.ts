import { strFromU8, unzipSync } from 'fflate';
import { extractText, getDocumentProxy } from 'unpdf';

/** The number of bytes to which the parts of a document are unpacked together: what says to be larger is left out. */
const MAX_UNPACKED_BYTES = 20_000_000;
/** The number of characters of a document that are read, which is about fifty pages. */
const MAX_CHARACTERS = 60_000;
const MAX_PAGES = 60;

/** The parts of a document of an office that hold its text: of Word, OpenDocument and Excel, of slides. */
const TEXT_PARTS =
  /^(?:word\/(?:document|header\d*|footer\d*|footnotes|comments)\.xml|content\.xml|styles\.xml|xl\/(?:sharedStrings|worksheets\/sheet\d+|comments\d*)\.xml|ppt\/slides\/slide\d+\.xml)$/;

/**
 * Returns the text of a file: of a PDF, of a document of Word, Excel, PowerPoint or OpenDocument, or of whatever is plain text. It is
 * empty for a picture, a scan, and what is locked or broken. It may take long: see `FileTexts`.
 */
export async function readDocument(content: Uint8Array): Promise<string> {
  return (await textOf(content)).slice(0, MAX_CHARACTERS);
}

async function textOf(content: Uint8Array): Promise<string> {
  const start = strFromU8(content.subarray(0, 1024), true);
  if (start.includes('%PDF-')) return textOfPdf(content);
  if (start.startsWith('PK\u0003\u0004')) return textOfArchive(content);
  return textOfPlain(content);
}

async function textOfPdf(content: Uint8Array): Promise<string> {
  // Scripts and forms of a PDF are never run, and nothing outside of it is fetched.
  const document = await getDocumentProxy(new Uint8Array(content), { disableFontFace: true, verbosity: 0 });
  if (document.numPages > MAX_PAGES) return pagesOf(document);
  const { text } = await extractText(document, { mergePages: false });
  return text.join('\n');
}

async function pagesOf(document: Awaited<ReturnType<typeof getDocumentProxy>>): Promise<string> {
  const pages: string[] = [];
  for (let number = 1; number <= MAX_PAGES; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent();
    pages.push(items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : '')).join(''));
  }
  return pages.join('\n');
}

/** An archive unpacks into no more than what its parts say, and no more of them are unpacked than may be. */
function textOfArchive(content: Uint8Array): string {
  let left = MAX_UNPACKED_BYTES;
  const parts = unzipSync(content, {
    filter: ({ name, originalSize }) => TEXT_PARTS.test(name) && originalSize <= left && (left -= originalSize) >= 0,
  });
  return Object.values(parts)
    .map((part) => textOfXml(strFromU8(part)))
    .join('\n');
}

/** Ends of paragraphs, rows and cells are those of lines; nothing is looked up for the text, so no entity of a document type counts. */
const textOfXml = (xml: string): string =>
  withoutEntities(
    xml
      .replace(/<!DOCTYPE[^>]*>/g, '')
      .replace(/<(?:w:tab|text:tab|text:s)\b[^>]*>/g, ' ')
      .replace(/<\/(?:w:p|text:p|text:h|a:p|si|row|c|table:table-cell)>|<(?:w:br|text:line-break)\b[^>]*>/g, '\n')
      .replace(/<[^>]*>/g, ''),
  );

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

const withoutEntities = (text: string): string =>
  text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,6}));/gi,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex!, 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );

/** A text is what has no zero bytes; mails and pages are read as they are written, without their marks. */
function textOfPlain(content: Uint8Array): string {
  const some = content.subarray(0, 4 * MAX_CHARACTERS);
  if (some.subarray(0, 1024).includes(0)) return textOfUtf16(some);
  const utf8 = new TextDecoder().decode(some);
  const text = utf8.slice(0, -1).includes('\ufffd') ? new TextDecoder('windows-1252').decode(some) : utf8;
  if (/^\s*<(?:!doctype|html)/i.test(text))
    return withoutEntities(text.replace(/<(style|script)\b[\s\S]*?<\/\1>/gi, ' ').replace(/<[^>]*>/g, ' '));
  if (text.startsWith('{\\rtf')) return textOfRtf(text);
  return /^content-transfer-encoding: quoted-printable/im.test(text) ? textOfQuoted(text) : text;
}

/** Spreadsheets and editors of Windows write such texts; anything else with zero bytes is none. */
function textOfUtf16(content: Uint8Array): string {
  const [first, second] = content;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(content);
  return first === 0xfe && second === 0xff ? new TextDecoder('utf-16be').decode(content) : '';
}

const textOfRtf = (text: string): string =>
  text
    .replace(/\\'([\da-f]{2})/gi, (_, hex: string) =>
      new TextDecoder('windows-1252').decode(Uint8Array.of(Number.parseInt(hex, 16))),
    )
    .replace(/\\(?:par|line|tab|cell|row)\b ?/g, '\n')
    .replace(/\\u(-?\d{1,5})\??/g, (_, code: string) => String.fromCharCode((Number(code) + 65_536) % 65_536))
    .replace(/\{\\\*[^{}]*\}|\\[a-z]+-?\d* ?|[{}]/gi, '');

/** The body of a mail as it travels, where one letter is written as the hexadecimal digits of its bytes. */
function textOfQuoted(text: string): string {
  const bytes = text
    .replace(/=\r?\n/g, '')
    .replace(/(?:=[\da-f]{2})+/gi, (run) =>
      new TextDecoder().decode(Uint8Array.from(run.match(/[\da-f]{2}/gi)!, (hex) => Number.parseInt(hex, 16))),
    );
  return bytes;
}
