import { drawnOn, type Drawn } from './drawn-content.js';
import { problemsOfFonts } from './check-pdf-fonts.js';
import type { PdfRef } from './pdf-values.js';
import { Pdf } from './read-pdf.js';
import { allOf, idOf, numbersOf, structureOf, textOf, type Element } from './structure-of-pdf.js';

/**
 * Returns what a program can find against PDF/UA-1 (ISO 14289-1) in a document as this project writes it, each with the number of its
 * checkpoint in the Matterhorn Protocol 1.1. It is no certified validator: it knows the parts of PDF that pdfkit writes, and leaves
 * to people what only they can judge. Throws where the file is no PDF that a strict reader opens.
 */
export function pdfUaProblems(bytes: Buffer): string[] {
  const pdf = new Pdf(bytes);
  const elements = structureOf(pdf);
  const pages = pdf.pages().map((page) => ({ page, drawn: drawnOn(pdf, pdf.dictionary(page)) }));
  return [
    ...problemsOfDocument(pdf),
    ...problemsOfStructure(elements),
    ...pages.flatMap(problemsOfPage),
    ...problemsOfParents(pdf, elements, pages),
    ...problemsOfAnnotations(pdf, elements),
    ...problemsOfFonts(pdf, pages.flatMap(({ drawn }) => drawn)), // prettier-ignore
  ];
}

interface DrawnPage {
  page: PdfRef;
  drawn: Drawn[];
}

const unless = (isFine: boolean, problem: string): string[] => (isFine ? [] : [problem]);

function problemsOfDocument(pdf: Pdf): string[] {
  const { catalog } = pdf;
  const metadata = pdf.content(catalog.get('Metadata')).toString('utf8');
  const title = /<dc:title>[^]*?<rdf:li[^>]*>([^<]+)</.exec(metadata)?.[1] ?? '';
  const info = textOf(pdf.resolve(pdf.dictionary(pdf.trailer.get('Info')).get('Title')));
  return [
    ...unless(pdf.dictionary(catalog.get('MarkInfo')).get('Marked') === true, '06-000 The document is not marked as tagged'),
    ...unless(metadata !== '', '06-001 There is no metadata stream'),
    ...unless(/<pdfuaid:part>1<\/pdfuaid:part>/.test(metadata), '06-002 The metadata do not name PDF/UA-1'),
    ...unless(title.trim() !== '', '06-003 The metadata have no title'),
    ...unless(title === info, '06-003 The two titles differ'),
    ...unless(pdf.dictionary(catalog.get('ViewerPreferences')).get('DisplayDocTitle') === true, '07-001 The title is not displayed'),
    ...unless(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(textOf(catalog.get('Lang'))), '11-006 The document has no language'),
    ...unless(!pdf.trailer.has('Encrypt'), '26-001 The document is encrypted'),
  ]; // prettier-ignore
}

/** What a page shows is real content, or an artifact, and not both. */
const problemsOfPage = ({ drawn }: DrawnPage): string[] =>
  drawn.flatMap(({ marks }) => {
    const isArtifact = marks.some(({ tag }) => tag === 'Artifact');
    const isTagged = marks.some(({ mcid }) => mcid !== undefined);
    if (isArtifact && isTagged) return ['01-003 An artifact and tagged content lie in each other'];
    return unless(isArtifact || isTagged, '01-005 Content is neither tagged nor an artifact');
  });

/** Types of elements and where they may stand (ISO 32000-1, 14.8.4). */
const PARENTS: Record<string, readonly string[]> = {
  ...{ TR: ['Table', 'THead', 'TBody', 'TFoot'], TH: ['TR'], TD: ['TR'] },
  ...{ L: ['Document', 'Sect', 'LI', 'LBody', 'TD', 'BlockQuote'], LI: ['L'], Lbl: ['LI'], LBody: ['LI'] },
};
const FREE = 'Document Part Sect Div BlockQuote P H1 H2 H3 H4 H5 H6 Table Span Link Figure Note Code Quote'.split(' ');

function problemsOfStructure(elements: readonly Element[]): string[] {
  const all = [...allOf(elements)];
  const headings = all.map(({ element }) => Number(/^H([1-6])$/.exec(element.type)?.[1] ?? 0)).filter(Boolean);
  const skipped = headings.some((level, n) => level > (headings[n - 1] ?? 0) + 1);
  return [
    ...unless(elements.length === 1 && elements[0]?.type === 'Document', '01-007 The structure does not begin with a document'),
    ...unless(!skipped, '14-003 A level of headings is left out'),
    ...unless(headings[0] === 1, '14-002 The first heading is not of the first level'),
    ...all.flatMap(({ element, parent }) => problemsOfElement(element, parent)),
  ]; // prettier-ignore
}

function problemsOfElement(element: Element, parent: Element | undefined): string[] {
  const { type, children, contents, annotations, entries } = element;
  const places = PARENTS[type];
  const isPlaced = places ? places.includes(parent?.type ?? '') : FREE.includes(type);
  const isEmpty = children.length + contents.length + annotations.length === 0;
  const attributes = entries.get('A');
  const scope = attributes instanceof Map ? attributes.get('Scope') : undefined;
  return [
    ...unless(isPlaced, `09-004 ${type} is not where it may be, in ${parent?.type}`),
    ...unless(!isEmpty || type === 'TD', `09-004 ${type} is empty`),
    ...unless(type !== 'TH' || scope !== undefined, '15-003 A header of a table has no scope'),
    ...unless(type !== 'Table' || hasHeaders(element), '15-003 A row of a table has no header'),
    ...unless(type !== 'Figure' || textOf(entries.get('Alt')) !== '', '13-004 A figure has no alternative text'),
  ];
}

const hasHeaders = (table: Element): boolean =>
  table.children.every((row) => row.children.some(({ type }) => type === 'TH')) ||
  (table.children[0]?.children.every(({ type }) => type === 'TH') ?? false);

/** Content and structure lead to each other, and to nothing else. */
function problemsOfParents(pdf: Pdf, elements: readonly Element[], pages: readonly DrawnPage[]): string[] {
  const root = pdf.dictionary(pdf.catalog.get('StructTreeRoot'));
  const parents = numbersOf(pdf, root.get('ParentTree'));
  const claimed = new Map<string, number>();
  for (const { element } of allOf(elements))
    for (const { page, mcid } of element.contents) claimed.set(`${page} ${mcid}`, element.id);
  const problems = pages.flatMap(({ page, drawn }) => {
    const entries = pdf.dictionary(page);
    const ofPage = pdf.array(parents.get(Number(entries.get('StructParents'))) ?? []);
    const marks = new Set(drawn.flatMap(({ marks: all }) => all.flatMap(({ mcid }) => mcid ?? [])));
    return [
      ...unless(pdf.name(entries.get('Tabs')) === 'S', '28-008 The tab order of a page is not that of the structure'),
      ...[...marks].flatMap((mcid) => {
        const owner = claimed.get(`${page.id} ${mcid}`);
        claimed.delete(`${page.id} ${mcid}`);
        return unless(owner !== undefined && owner === idOf(ofPage[mcid]), '01-006 Marked content has no element that knows it');
      }),
    ]; // prettier-ignore
  });
  return [...problems, ...unless(claimed.size === 0, '09-001 An element has content that is on no page')];
}

function problemsOfAnnotations(pdf: Pdf, elements: readonly Element[]): string[] {
  const owners = new Map([...allOf(elements)].flatMap(({ element }) => element.annotations.map((id) => [id, element])));
  return pdf.pages().flatMap((page) =>
    pdf.array(pdf.dictionary(page).get('Annots')).flatMap((annotation) => {
      const entries = pdf.dictionary(annotation);
      return [
        ...unless(owners.get(idOf(annotation))?.type === 'Link', '28-011 A link is not in an element of links'),
        ...unless(textOf(entries.get('Contents')) !== '', '28-012 A link has no description'),
        ...unless(entries.has('StructParent'), '28-002 A link does not lead to its element'),
      ];
    }),
  );
}
