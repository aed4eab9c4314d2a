import { setImmediate } from 'node:timers/promises';
import type { DrawnPart, Piece } from '../rendering/runs-to-text-and-html.js';
import { accessibleDocument } from './accessible-document.js';
import { headOf } from './letterhead.js';
import type { Letter } from './letter-content.js';
import { linesOf } from './break-lines.js';
import { paginate } from './paginate-letter.js';
import { LINE, paper, SIZE } from './paper-layout.js';
import { Sheet, type LetterBlock } from './draw-pages.js';
import { Typeface } from './letter-fonts.js';
import { words } from './letter-texts.js';

/**
 * Draws a business letter on A4 for a window envelope (NF Z 11-001, DL), as PDF/UA-1: real text, tagged, with its fonts. A long
 * letter is drawn page by page, so that other requests are served meanwhile.
 */
export async function drawLetter(letter: Letter): Promise<{ pages: number; pdf: Uint8Array }> {
  const document = await newDocument(letter);
  const chunks: Uint8Array[] = [];
  document.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  const ended = new Promise((resolve) => document.once('end', resolve));
  const pages = await drawPages(document, letter);
  document.end();
  await ended;
  return { pages, pdf: Buffer.concat(chunks) };
}

export const letterPdf = async (letter: Letter): Promise<Uint8Array> => (await drawLetter(letter)).pdf;

/** Counts the pages of a letter, without drawing it. */
export async function countPages(letter: Letter): Promise<number> {
  const document = await newDocument(letter);
  return layOut(new Typeface(document), letter).pages.length;
}

const newDocument = (letter: Letter): Promise<PDFKit.PDFDocument> =>
  accessibleDocument({
    title: letter.subject || letter.reference,
    author: letter.organisation.name,
    createdAt: new Date(`${letter.date}T00:00Z`),
    locale: words[letter.language].locale,
  });

function layOut(typeface: Typeface, letter: Letter) {
  const head = headOf(typeface, letter);
  const blocks = [...head.opening, ...bodyOf(typeface, letter)];
  return { head, pages: paginate(blocks, { first: head.bottom, top: paper.top, bottom: paper.bottom }) };
}

/** Returns how many pages there are. */
async function drawPages(document: PDFKit.PDFDocument, letter: Letter): Promise<number> {
  const typeface = new Typeface(document);
  const { head, pages } = layOut(typeface, letter);
  const sheet = new Sheet(document, typeface);
  for (const [n, placed] of pages.entries()) {
    document.addPage();
    for (const one of n === 0 ? [...head.placed, ...placed] : placed) sheet.place(one);
    if (pages.length > 1) {
      const footer = `${letter.reference} · ${words[letter.language].page(n + 1, pages.length)}`;
      const [line] = linesOf(typeface, { pieces: [plain(footer)], size: paper.footer.size, width: paper.width });
      if (line) sheet.footer(line, paper.footer, paper.footer.top);
    }
    await setImmediate();
  }
  sheet.end();
  return pages.length;
}

const plain = (text: string): Piece => ({ text, strong: false, target: null });

const INDENT = 18;
const GAP = { body: 26, paragraph: 8, list: 3, item: 2, signature: 24 };

function bodyOf(typeface: Typeface, letter: Letter): LetterBlock[] {
  const { parts, agentName, service, isSigned } = letter;
  const look = { size: SIZE, lineHeight: SIZE * LINE };
  const said = parts.flatMap((part): LetterBlock[] => {
    if (part.kind === 'list')
      return part.lines.map((line, n) => ({
        ...look,
        tag: 'LBody',
        list: part,
        left: paper.left + INDENT,
        before: n > 0 ? GAP.item : part.follows ? GAP.list : GAP.paragraph,
        lines: linesOf(typeface, { pieces: line, size: SIZE, width: paper.width - INDENT }),
      }));
    const lines = part.lines.flatMap((line) => linesOf(typeface, { pieces: line, size: SIZE, width: paper.width }));
    return [{ ...look, tag: 'P', left: paper.left, before: part.follows ? GAP.list : GAP.paragraph, lines }];
  });
  if (said[0]) said[0].before = GAP.body;
  const signature = isSigned || endsWithName(parts, agentName) ? [] : [agentName, service].filter(Boolean);
  const lines = signature.flatMap((line) =>
    linesOf(typeface, { pieces: [plain(line)], size: SIZE, width: paper.width }),
  );
  const signed =
    lines.length > 0 ? [{ ...look, tag: 'P', left: paper.left, before: GAP.signature, lines } as const] : [];
  return [...said, ...signed, ...enclosuresOf(typeface, letter)];
}

/** What is in the envelope beside the letter. */
function enclosuresOf(typeface: Typeface, { enclosures = [], language }: Letter): LetterBlock[] {
  if (enclosures.length === 0) return [];
  const { size, lineHeight } = paper.footer;
  const pieces = [plain(words[language].enclosures(enclosures.map((name) => name.replace(/\.pdf$/i, ''))))];
  const lines = linesOf(typeface, { pieces, size, width: paper.width });
  return [{ tag: 'P', size, lineHeight, left: paper.left, before: GAP.signature, lines }];
}

/** Lines at the end of a text among which its author is named, and a note on what it is a translation of. */
const END = 8;

/** The recipient has a right to know who writes to them (CRPA L111-2); most texts already contain the name. */
function endsWithName(parts: readonly DrawnPart[], agentName: string): boolean {
  const lines = parts.flatMap((part) => part.lines.map((line) => line.map(({ text }) => text).join('')));
  return lines.slice(-END).some((line) => agentName !== '' && line.includes(agentName));
}
