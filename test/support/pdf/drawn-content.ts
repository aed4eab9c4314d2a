import { PdfLexer, PdfString, PdfWord, type PdfDictionary, type PdfRef, type PdfValue } from './pdf-values.js';
import type { Pdf } from './read-pdf.js';

/** Something that a page shows: a text in a font, or a shape. */
export interface Drawn {
  /** What it is marked as, from the outside to the inside. */
  marks: readonly Mark[];
  /** The font of a text and its glyphs. */
  font?: PdfRef;
  codes?: number[];
}

export interface Mark {
  tag: string;
  mcid: number | undefined;
}

interface State {
  marks: Mark[];
  font: PdfRef | undefined;
  drawn: Drawn[];
}

const SHAPES = new Set(['f', 'F', 'f*', 'B', 'B*', 'b', 'b*', 'S', 's', 'sh', 'BI']);
const TEXTS = new Set(['Tj', 'TJ', "'", '"']);

/** All that a page shows, in the order of its content. Throws where marks are not closed. */
export function drawnOn(pdf: Pdf, page: PdfDictionary): Drawn[] {
  const state: State = { marks: [], font: undefined, drawn: [] };
  const content = pdf.array(page.get('Contents')).map((part) => pdf.content(part));
  run(pdf, { source: Buffer.concat(content), resources: pdf.dictionary(page.get('Resources')) }, state);
  if (state.marks.length > 0) throw new Error('A mark has no end');
  return state.drawn;
}

function run(pdf: Pdf, { source, resources }: { source: Buffer; resources: PdfDictionary }, state: State): void {
  const lexer = new PdfLexer(source.toString('latin1'));
  let operands: PdfValue[] = [];
  for (let token = lexer.next(); token !== undefined; token = lexer.next()) {
    if (!(token instanceof PdfWord)) {
      operands.push(token);
      continue;
    }
    operate(pdf, { operator: token.word, operands, resources }, state);
    operands = [];
  }
}

interface Operation {
  operator: string;
  operands: PdfValue[];
  resources: PdfDictionary;
}

function operate(pdf: Pdf, { operator, operands, resources }: Operation, state: State): void {
  const [first, second] = operands;
  const named = (kind: string) => pdf.dictionary(resources.get(kind)).get(pdf.name(first));
  if (operator === 'BMC' || operator === 'BDC') {
    const mcid = second instanceof Map ? second.get('MCID') : undefined;
    state.marks.push({ tag: pdf.name(first), mcid: typeof mcid === 'number' ? mcid : undefined });
  } else if (operator === 'EMC') {
    if (!state.marks.pop()) throw new Error('A mark ends that has not begun');
  } else if (operator === 'Tf') state.font = named('Font') as PdfRef;
  else if (operator === 'Do') drawObject(pdf, named('XObject'), state);
  else if (SHAPES.has(operator)) state.drawn.push({ marks: [...state.marks] });
  else if (TEXTS.has(operator)) {
    const codes = pdf.array(operands.at(-1)).flatMap((part) => (part instanceof PdfString ? codesOf(part) : []));
    if (codes.length > 0)
      state.drawn.push({ marks: [...state.marks], codes, ...(state.font ? { font: state.font } : {}) });
  }
}

function drawObject(pdf: Pdf, object: PdfValue | undefined, state: State): void {
  const { value } = { value: pdf.dictionary(object) };
  if (pdf.name(value.get('Subtype')) !== 'Form') {
    state.drawn.push({ marks: [...state.marks] });
    return;
  }
  const inner: State = { marks: state.marks, font: undefined, drawn: state.drawn };
  run(pdf, { source: pdf.content(object), resources: pdf.dictionary(value.get('Resources')) }, inner);
}

/** The glyphs of a text in a font with two bytes for each (Identity-H). */
const codesOf = ({ bytes }: PdfString): number[] =>
  Array.from({ length: bytes.length / 2 }, (_, n) => bytes.readUInt16BE(n * 2));
