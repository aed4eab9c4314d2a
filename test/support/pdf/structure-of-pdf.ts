import { PdfRef, PdfString, type PdfDictionary, type PdfValue } from './pdf-values.js';
import type { Pdf } from './read-pdf.js';

/** An element of the structure of a document, as a screen reader finds it. */
export interface Element {
  id: number;
  type: string;
  entries: PdfDictionary;
  children: Element[];
  /** The marked content that belongs to it: the number of its page object and its mark on that page. */
  contents: { page: number; mcid: number }[];
  /** The annotations that belong to it, by the number of their objects. */
  annotations: number[];
}

/** The elements at the top of the structure. */
export function structureOf(pdf: Pdf): Element[] {
  const root = pdf.dictionary(pdf.catalog.get('StructTreeRoot'));
  return pdf.array(root.get('K')).map((kid) => elementOf(pdf, kid));
}

function elementOf(pdf: Pdf, value: PdfValue): Element {
  const entries = pdf.dictionary(value);
  const id = value instanceof PdfRef ? value.id : 0;
  const element: Element = {
    id,
    type: pdf.name(entries.get('S')),
    entries,
    children: [],
    contents: [],
    annotations: [],
  };
  for (const kid of pdf.array(entries.get('K'))) addKid(pdf, element, kid);
  return element;
}

function addKid(pdf: Pdf, element: Element, kid: PdfValue): void {
  const own = element.entries.get('Pg');
  const found = pdf.resolve(kid);
  if (typeof found === 'number') return void element.contents.push({ page: idOf(own), mcid: found });
  const entries = pdf.dictionary(kid);
  const type = pdf.name(entries.get('Type'));
  if (type === 'MCR')
    element.contents.push({ page: idOf(entries.get('Pg') ?? own), mcid: Number(entries.get('MCID')) });
  else if (type === 'OBJR') element.annotations.push(idOf(entries.get('Obj')));
  else element.children.push(elementOf(pdf, kid));
}

export const idOf = (value: PdfValue | undefined): number => (value instanceof PdfRef ? value.id : 0);

/** All elements, each before those below it. */
export function* allOf(
  elements: readonly Element[],
  parent?: Element,
): Generator<{ element: Element; parent?: Element }> {
  for (const element of elements) {
    yield parent ? { element, parent } : { element };
    yield* allOf(element.children, element);
  }
}

/** The numbers of a number tree with their values. */
export function numbersOf(pdf: Pdf, tree: PdfValue | undefined): Map<number, PdfValue> {
  const entries = pdf.dictionary(tree);
  const own = pdf.array(entries.get('Nums'));
  const pairs = Array.from({ length: own.length / 2 }, (_, n) => [Number(own[n * 2]), own[n * 2 + 1] ?? null] as const);
  const below = pdf.array(entries.get('Kids')).flatMap((kid) => [...numbersOf(pdf, kid)]);
  return new Map([...pairs, ...below]);
}

export const textOf = (value: PdfValue | undefined): string => (value instanceof PdfString ? value.text() : '');
