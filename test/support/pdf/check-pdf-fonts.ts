import type { Drawn } from './drawn-content.js';
import { PdfLexer, PdfString, type PdfRef } from './pdf-values.js';
import type { Pdf } from './read-pdf.js';

/** What is wrong with the fonts of what was drawn: all are in the file, and each glyph says which characters it stands for. */
export function problemsOfFonts(pdf: Pdf, drawn: readonly Drawn[]): string[] {
  const used = new Map<number, { font: PdfRef; codes: Set<number> }>();
  for (const { font, codes = [] } of drawn) {
    if (!font) continue;
    const known = used.get(font.id) ?? { font, codes: new Set<number>() };
    for (const code of codes) known.codes.add(code);
    used.set(font.id, known);
  }
  const homeless = drawn.some(({ font, codes }) => codes && !font);
  return [
    ...(homeless ? ['31-001 A text is in no font'] : []),
    ...[...used.values()].flatMap(({ font, codes }) => problemsOfFont(pdf, font, codes)),
  ];
}

function problemsOfFont(pdf: Pdf, font: PdfRef, codes: ReadonlySet<number>): string[] {
  const entries = pdf.dictionary(font);
  const name = pdf.name(entries.get('BaseFont'));
  const descendant = pdf.dictionary(pdf.array(entries.get('DescendantFonts'))[0]);
  const descriptor = pdf.dictionary(descendant.get('FontDescriptor'));
  const file = descriptor.get('FontFile2') ?? descriptor.get('FontFile3');
  const characters = charactersOf(pdf.content(entries.get('ToUnicode')));
  const widths = pdf.array(pdf.array(descendant.get('W'))[1]);
  const unmapped = [...codes].filter((code) => !/^[^\0\uFEFF\uFFFE]+$/.test(characters.get(code) ?? ''));
  return [
    ...(pdf.content(file).length > 0 ? [] : [`31-009 ${name} is not embedded`]),
    ...(pdf.name(entries.get('Encoding')) === 'Identity-H' ? [] : [`31-005 ${name} has another encoding`]),
    ...(pdf.name(descendant.get('CIDToGIDMap')) === 'Identity' ? [] : [`31-004 ${name} does not map to its glyphs`]),
    ...(codes.has(0) ? [`31-030 ${name} draws a glyph that stands for a missing one`] : []),
    ...([...codes].every((code) => typeof widths[code] === 'number') ? [] : [`31-002 ${name} lacks widths`]),
    ...unmapped.map((code) => `31-027 ${name} does not say what its glyph ${code} stands for`),
  ];
}

/** Returns the characters of each glyph, from a map as pdfkit writes it: ranges with a list of texts. */
export function charactersOf(map: Buffer): Map<number, string> {
  const source = map.toString('latin1');
  const lists = [...source.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> (\[[^\]]*\])/g)];
  return new Map(
    lists.flatMap(([, first = '', list = '']) => {
      const texts = new PdfLexer(list).value();
      if (!Array.isArray(texts)) return [];
      return texts.map((text, n): [number, string] => {
        const bytes = text instanceof PdfString ? Buffer.from(text.bytes) : Buffer.alloc(0);
        return [parseInt(first, 16) + n, bytes.swap16().toString('utf16le')];
      });
    }),
  );
}
