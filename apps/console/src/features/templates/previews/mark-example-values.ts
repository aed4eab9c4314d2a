import type { TextFact, VariableType } from '@guichet/contracts';

export interface Example {
  type: VariableType;
  value: string;
}
export interface Piece {
  text: string;
  /** It comes from a value. */
  value: boolean;
}

const spelledOut: readonly VariableType[] = ['date', 'time', 'amount', 'phone'];

/** The example values as a rendering spells them: what is a fact as the fact is written, the rest as it is. */
function spellings(examples: readonly Example[], facts: readonly TextFact[]): string[] {
  const all = examples.flatMap(({ type, value }) => {
    if (type === 'flag' || value.trim() === '') return [];
    if (type === 'list' || type === 'long-text') return value.split('\n');
    if (!spelledOut.includes(type)) return [value];
    const wanted = value.replace(/\s/g, '');
    return [
      value,
      ...facts.filter((fact) => fact.kind === type && fact.value.includes(wanted)).map(({ text }) => text),
    ];
  });
  // A figure alone would be found everywhere.
  return [...new Set(all.map((one) => one.trim()))]
    .filter((one) => one.length > 1)
    .toSorted((a, b) => b.length - a.length);
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Splits a text into the template's own text and the example values. */
export function inPieces(text: string, examples: readonly Example[], facts: readonly TextFact[]): Piece[] {
  const values = spellings(examples, facts);
  if (values.length === 0) return [{ text, value: false }];
  return text
    .split(new RegExp(`(${values.map(escaped).join('|')})`))
    .map((piece, index) => ({ text: piece, value: index % 2 === 1 }))
    .filter((piece) => piece.text !== '');
}

/** The same in a page: only its texts are touched, so that what was safe stays safe. */
export function markedHtml(
  html: string,
  { examples, facts, style }: { examples: readonly Example[]; facts: readonly TextFact[]; style: string },
) {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  for (const node of texts)
    node.replaceWith(
      ...inPieces(node.data, examples, facts).map((piece) => {
        if (!piece.value) return page.createTextNode(piece.text);
        const mark = page.createElement('mark');
        mark.setAttribute('style', style);
        mark.textContent = piece.text;
        return mark;
      }),
    );
  return page.body.innerHTML;
}
