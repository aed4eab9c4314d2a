import { charactersOf } from './check-pdf-fonts.js';
import { drawnOn, type Drawn } from './drawn-content.js';
import { Pdf } from './read-pdf.js';
import { structureOf, textOf, type Element } from './structure-of-pdf.js';

/** A stretch of text as a screen reader finds it: the type of its element, and the language where it has one of its own. */
export interface Said {
  type: string;
  text: string;
  lang?: string;
}

/** What a tagged document says, element by element, and what it shows beside that. */
export function saidByPdf(bytes: Buffer): { said: Said[]; artifacts: string[]; bookmarks: string[] } {
  const pdf = new Pdf(bytes);
  const maps = new Map<number, Map<number, string>>();
  const textIn = ({ font, codes = [] }: Drawn): string => {
    if (!font) return '';
    const map = maps.get(font.id) ?? charactersOf(pdf.content(pdf.dictionary(font).get('ToUnicode')));
    maps.set(font.id, map);
    return codes.map((code) => map.get(code) ?? '').join('');
  };
  const texts = new Map<string, string>();
  const artifacts: string[] = [];
  for (const page of pdf.pages()) {
    let artifact = '';
    for (const drawn of drawnOn(pdf, pdf.dictionary(page))) {
      const { mcid } = drawn.marks.find((mark) => mark.mcid !== undefined) ?? {};
      if (mcid === undefined) artifact += textIn(drawn);
      else texts.set(`${page.id} ${mcid}`, (texts.get(`${page.id} ${mcid}`) ?? '') + textIn(drawn));
    }
    artifacts.push(artifact);
  }
  const said = structureOf(pdf).flatMap((element) => [...saidBy(element, texts)]);
  return { said, artifacts, bookmarks: titlesBelow(pdf, pdf.catalog.get('Outlines')) };
}

function* saidBy(element: Element, texts: ReadonlyMap<string, string>): Generator<Said> {
  const { type, entries, children, contents } = element;
  const lang = textOf(entries.get('Lang'));
  const own = contents.map(({ page, mcid }) => texts.get(`${page} ${mcid}`) ?? '').join('');
  // Spans are the lines of a paragraph that have a text of their own.
  const spans = children
    .filter((child) => child.type === 'Span')
    .map((child) => textOf(child.entries.get('ActualText')));
  const text = own + spans.join('');
  if (text !== '') yield { type, text: text.trim(), ...(lang ? { lang } : {}) };
  for (const child of children) if (child.type !== 'Span') yield* saidBy(child, texts);
}

function titlesBelow(pdf: Pdf, outline: Parameters<Pdf['dictionary']>[0]): string[] {
  const titles: string[] = [];
  for (let item = pdf.dictionary(outline).get('First'); item !== undefined; item = pdf.dictionary(item).get('Next'))
    titles.push(textOf(pdf.dictionary(item).get('Title')), ...titlesBelow(pdf, item));
  return titles;
}
