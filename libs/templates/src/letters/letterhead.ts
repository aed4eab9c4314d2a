import type { Piece } from '../rendering/runs-to-text-and-html.js';
import type { Letter } from './letter-content.js';
import { linesOf, type DrawnLine } from './break-lines.js';
import type { Placed } from './paginate-letter.js';
import { LINE, paper, SIZE } from './paper-layout.js';
import type { LetterBlock } from './draw-pages.js';
import type { Typeface } from './letter-fonts.js';
import { placeOf, spelled, words } from './letter-texts.js';

/** The parts with a fixed position on the first page, and the position below which the body begins. */
interface Head {
  placed: Placed<LetterBlock>[];
  /** Place and date, subject, reference. */
  opening: LetterBlock[];
  /** The position at which the opening begins. */
  bottom: number;
}

const SMALL = { size: 9.5, lineHeight: 13 };
const BODY = { size: SIZE, lineHeight: SIZE * LINE };
const WINDOW = { size: SIZE, lineHeight: 15 };

export function headOf(typeface: Typeface, letter: Letter): Head {
  const { sender, window } = paper;
  const own = senderOf(letter).flatMap((line) =>
    linesOf(typeface, { pieces: line, size: SMALL.size, width: sender.width }),
  );
  const address = envelopeLines(typeface, letter);
  const placed = [
    { top: sender.top, block: block(own.slice(0, sender.lines), { ...SMALL, left: sender.left }) },
    { top: window.top, block: block(address.lines.slice(0, window.lines), { ...address.look, left: window.left }) },
  ].map((one) => ({ ...one, lines: one.block.lines }));
  const end = Math.max(...placed.map(({ top, block: { lines, lineHeight } }) => top + lines.length * lineHeight));
  return { placed, opening: openingOf(typeface, letter), bottom: Math.max(paper.opening, end + SIZE * LINE) };
}

/** Sizes of the lines of an envelope: the largest by which none of them is broken. */
const WINDOWS = [WINDOW, { size: 10, lineHeight: 14 }, { size: 9, lineHeight: 13 }, { size: 8, lineHeight: 12 }];

function envelopeLines(typeface: Typeface, letter: Letter): { lines: DrawnLine[]; look: typeof WINDOW } {
  const written = recipientOf(letter);
  const drawn = WINDOWS.map((look) => ({
    look,
    lines: written.flatMap((line) =>
      linesOf(typeface, { pieces: [said(line)], size: look.size, width: paper.window.width }),
    ),
  }));
  return drawn.find(({ lines }) => lines.length <= written.length) ?? drawn[0]!;
}

function block(
  lines: DrawnLine[],
  look: Pick<LetterBlock, 'size' | 'lineHeight' | 'left'> & Partial<LetterBlock>,
): LetterBlock {
  return { tag: 'P', before: 0, ...look, lines };
}

function senderOf({ organisation, service, language }: Letter): Piece[][] {
  const { name, address, mail, phone } = organisation;
  const { mail: mailWord, phone: phoneWord } = words[language];
  return [
    name && [said(name, true)],
    service && [said(service)],
    ...address.split('\n').map((line) => line && [said(line)]),
    mail && [said(mailWord), { ...said(mail), target: `mailto:${mail}` }],
    phone && [said(phoneWord + spelled('phone', phone, language))],
  ].filter((line) => line !== '');
}

const recipientOf = ({ recipient: { name, address = [] } }: Letter): string[] => [name, ...address].filter(Boolean);

function openingOf(typeface: Typeface, letter: Letter): LetterBlock[] {
  const { language, organisation, reference, subject } = letter;
  const { date, subject: subjectWord, reference: referenceWord } = words[language];
  const day = date(spelled('date', letter.date, language), placeOf(organisation.address));
  const lines = (pieces: Piece[], width: number) => linesOf(typeface, { pieces, size: SIZE, width });
  return [
    block(lines([said(day)], paper.window.width), { ...BODY, left: paper.window.left }),
    block(lines([said(subjectWord + subject, true)], paper.width), {
      ...BODY,
      left: paper.left,
      tag: 'H1',
      before: 26,
    }),
    block(lines([said(referenceWord + reference)], paper.width), { ...BODY, left: paper.left, before: 2 }),
  ];
}

const said = (text: string, strong = false): Piece => ({ text, strong, target: null });
