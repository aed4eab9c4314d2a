import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { plainText } from '../rendering/value-marks.js';
import { unpackWoff } from './unpack-woff.js';

/** A stretch of text that is drawn at once: one font, one style, one link target. */
export interface Fragment {
  text: string;
  face: string;
  target: string | null;
  /** The character that no font has, where `text` is its code. */
  actual?: string;
}

/** A character that no font has is written as its code, which says more than a box: `[U+4E2D]`. */
const codeOf = (character: string): string =>
  `[U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`;

/**
 * In this order: the first that has a character draws it. DejaVu knows what Inter does not: Arabic, Hebrew, Armenian, signs;
 * Noto draws emoji.
 */
const INTER = ['latin', 'latin-ext', 'greek', 'greek-ext', 'cyrillic', 'cyrillic-ext', 'vietnamese'];
const chain = (weight: 400 | 600, last: string): string[] => [
  ...INTER.map((subset) => `@fontsource/inter/files/inter-${subset}-${weight}-normal.woff`),
  `dejavu-fonts-ttf/ttf/${last}.ttf`,
  `@fontsource/noto-emoji/files/noto-emoji-emoji-${weight === 400 ? 400 : 700}-normal.woff`,
];
const regular = chain(400, 'DejaVuSans');
const strong = chain(600, 'DejaVuSans-Bold');

const files = new Map<string, Buffer>();
function fileOf(face: string): Buffer {
  const known = files.get(face) ?? readFont(fileURLToPath(import.meta.resolve(face)));
  files.set(face, known);
  return known;
}

function readFont(path: string): Buffer {
  const content = readFileSync(path);
  return path.endsWith('.woff') ? unpackWoff(content) : content;
}

/** The properties of an opened font that the types of pdfkit leave out. */
interface Opened {
  /** Writes the font into the document, once. */
  finalize(): void;
  font: { hasGlyphForCodePoint(codePoint: number): boolean };
}

/**
 * No feature of a font that fontkit applies by itself: without kerning and ligatures a text takes an eighth of the time, and is as wide
 * as its characters are one by one.
 */
export const unshaped = Object.fromEntries(
  [
    ...['rvrn', 'ccmp', 'locl', 'rlig', 'mark', 'mkmk', 'frac', 'numr', 'dnom'],
    ...['calt', 'clig', 'liga', 'rclt', 'curs', 'kern', 'ltra', 'ltrm'],
  ].map((feature) => [feature, false]),
) as unknown as PDFKit.Mixins.OpenTypeFeatures[];

/** The fonts of one document: who draws a character, and how wide words are. */
export class Typeface {
  private readonly opened = new Map<string, Opened>();
  private readonly drawnBy = new Map<string, string | undefined>();
  private readonly widths = new Map<string, number>();

  constructor(private readonly document: PDFKit.PDFDocument) {}

  /** The fonts that were opened, which a document writes one by one once nothing more is drawn. */
  embedded(): Pick<Opened, 'finalize'>[] {
    return [...this.opened.values()];
  }

  /** Chooses the font that the document draws with next. */
  choose(face: string, size: number): PDFKit.PDFDocument {
    this.open(face);
    return this.document.font(face).fontSize(size);
  }

  width(text: string, face: string, size: number): number {
    return this.choose(face, size).widthOfString(text);
  }

  /** Returns the width of a single character; each is measured once. */
  widthOfCharacter(character: string, face: string, size: number): number {
    const key = `${face} ${size} ${character}`;
    const width = this.widths.get(key) ?? this.choose(face, size).widthOfString(character, { features: unshaped });
    this.widths.set(key, width);
    return width;
  }

  /** Parts a text where another font has to take over, and at each character that no font has. */
  fragments(text: string, isStrong: boolean, target: string | null): Fragment[] {
    const faces = isStrong ? strong : regular;
    const fragments: Fragment[] = [];
    for (const character of drawable(text)) {
      const last = fragments.at(-1);
      // A neutral character between two Arabic words, or an accent, is drawn with the font of the character before it,
      // so that both are shaped together.
      const stays = last && LEANS.test(character) && !isWide(last.face, character) && this.has(last.face, character);
      const face = stays ? last.face : this.faceOf(character, faces);
      if (!face && UNSEEN.test(character)) continue;
      if (!face) fragments.push({ text: codeOf(character), face: faces[0]!, target, actual: character });
      else if (last?.face === face && last.actual === undefined) last.text += character;
      else fragments.push({ text: character, face, target });
    }
    return fragments;
  }

  private faceOf(character: string, faces: readonly string[]): string | undefined {
    const key = faces[0] + character;
    if (!this.drawnBy.has(key))
      this.drawnBy.set(
        key,
        faces.find((face) => this.has(face, character)),
      );
    return this.drawnBy.get(key);
  }

  private has(face: string, character: string): boolean {
    return this.open(face).font.hasGlyphForCodePoint(character.codePointAt(0)!);
  }

  private open(face: string): Opened {
    const known = this.opened.get(face);
    if (known) return known;
    this.document.registerFont(face, fileOf(face)).font(face);
    const { _font: opened } = this.document as unknown as { _font: Opened };
    this.opened.set(face, opened);
    return opened;
  }
}

const LEANS = /[\s\p{M}\u200C\u200D]/u;
/** The space between emoji is as wide as they are. */
const isWide = (face: string, character: string): boolean => character === ' ' && face.includes('emoji');
/** Characters that only modify another one: where no font has them, nothing visible is missing. */
const UNSEEN = /[\p{M}\u200C\u200D]/u;

/** Removes characters without a glyph and reduces spaces to two kinds: breaking and non-breaking. */
const drawable = (text: string): string =>
  plainText(text)
    .replace(/[\t\n\u1680\u2000-\u2006\u2008-\u200A\u2028\u2029\u205F\u3000]/g, ' ')
    .replace(/[\u2007\u202F]/g, '\u00A0')
    .replace(/(?![\u200C\u200D])[\p{Cf}\p{Cs}\p{Variation_Selector}\p{Emoji_Modifier}]/gu, '')
    // No writing stacks more of them; what is stacked without end grows out of the page.
    .replace(/(\p{M}{4})\p{M}+/gu, '$1');
