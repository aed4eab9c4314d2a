import { setImmediate } from 'node:timers/promises';
import type { Language, Organisation } from '@guichet/contracts';
import PDFDocument from 'pdfkit';
import type { DrawnPart, Piece } from '../form.js';
import { plainText } from '../marks.js';
import { headOf } from './head.js';
import { linesOf } from './lines.js';
import { paginate } from './paginate.js';
import { LINE, paper, SIZE } from './paper.js';
import { Sheet, type LetterBlock } from './sheet.js';
import { Typeface } from './typeface.js';
import { words } from './words.js';

/** What a letter says, and who writes to whom. */
export interface Letter {
  language: Language;
  organisation: Organisation;
  /** The department that answers, and whoever signs for it; empty: nobody in person. */
  service: string;
  agentName: string;
  /** `address`: the lines below the name. */
  recipient: { name: string; address?: string[] };
  reference: string;
  /** As `2026-12-31`. */
  date: string;
  subject: string;
  parts: DrawnPart[];
}

/**
 * A business letter on A4 for a window envelope (NF Z 11-001, DL), as PDF/UA-1: real text, tagged, with its fonts. Long
 * ones are made page by page, so that others are served meanwhile.
 */
export async function letterPdf(letter: Letter): Promise<Uint8Array> {
  const { locale, page: pageOf } = words[letter.language];
  const document = new PDFDocument({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    // None but those that are embedded.
    font: '',
    pdfVersion: '1.7',
    tagged: true,
    lang: locale,
    displayTitle: true,
    // The types of pdfkit know only its subsets for archives.
    subset: 'PDF/UA' as 'PDF/A-1',
    info: {
      Title: named(letter.subject || letter.reference),
      Author: named(letter.organisation.name),
      CreationDate: new Date(`${letter.date}T00:00Z`),
    },
  });
  const chunks: Uint8Array[] = [];
  document.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  const ended = new Promise((resolve) => document.once('end', resolve));

  const typeface = new Typeface(document);
  const head = headOf(typeface, letter);
  const blocks = [...head.opening, ...bodyOf(typeface, letter)];
  const pages = paginate(blocks, { first: head.bottom, top: paper.top, bottom: paper.bottom });
  const sheet = new Sheet(document, typeface);
  for (const [n, placed] of pages.entries()) {
    document.addPage();
    for (const one of n === 0 ? [...head.placed, ...placed] : placed) sheet.place(one);
    if (pages.length > 1) {
      const words = `${letter.reference} · ${pageOf(n + 1, pages.length)}`;
      const [line] = linesOf(typeface, [plain(words)], paper.footer.size, paper.width);
      if (line) sheet.footer(line, paper.footer, paper.footer.top);
    }
    await setImmediate();
  }
  sheet.end();
  document.end();
  await ended;
  return Buffer.concat(chunks);
}

/** As the properties of a document may be called: pdfkit writes them into XML as they are. */
const named = (text: string): string =>
  plainText(text)
    .toWellFormed()
    .replace(/[<>&\uFFFE\uFFFF]/g, (sign) => ({ '<': '‹', '>': '›', '&': '+' })[sign] ?? '');

const plain = (text: string): Piece => ({ text, strong: false, target: null });

const INDENT = 18;
const GAP = { body: 26, paragraph: 8, list: 3, item: 2, signature: 24 };

function bodyOf(typeface: Typeface, { parts, agentName, service }: Letter): LetterBlock[] {
  const look = { size: SIZE, lineHeight: SIZE * LINE };
  const said = parts.flatMap((part): LetterBlock[] => {
    if (part.kind === 'list')
      return part.lines.map((line, n) => ({
        ...look,
        tag: 'LBody',
        list: part,
        left: paper.left + INDENT,
        before: n > 0 ? GAP.item : part.follows ? GAP.list : GAP.paragraph,
        lines: linesOf(typeface, line, SIZE, paper.width - INDENT),
      }));
    const lines = part.lines.flatMap((line) => linesOf(typeface, line, SIZE, paper.width));
    return [{ ...look, tag: 'P', left: paper.left, before: part.follows ? GAP.list : GAP.paragraph, lines }];
  });
  if (said[0]) said[0].before = GAP.body;
  const signature = isSigned(parts, agentName) ? [] : [agentName, service].filter(Boolean);
  const lines = signature.flatMap((line) => linesOf(typeface, [plain(line)], SIZE, paper.width));
  return lines.length > 0 ? [...said, { ...look, tag: 'P', left: paper.left, before: GAP.signature, lines }] : said;
}

/** Lines at the end of a text among which its author is named, and a note on what it is a translation of. */
const END = 8;

/** Whoever is written to has a right to know by whom (CRPA L111-2): most texts say it themselves. */
function isSigned(parts: readonly DrawnPart[], agentName: string): boolean {
  const lines = parts.flatMap((part) => part.lines.map((line) => line.map(({ text }) => text).join('')));
  return lines.slice(-END).some((line) => agentName !== '' && line.includes(agentName));
}
