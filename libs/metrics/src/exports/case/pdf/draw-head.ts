import type { CaseDetail } from '@guichet/contracts';
import { fieldLabelsAndValues } from '../field-labels-and-values.js';
import { checklistDetails } from '../checklist-details.js';
import { words } from '../../export-texts.js';
import { archiveTexts } from '../archive-texts.js';
import type { EntryFormats } from '../entry-html.js';
import { addressOf } from '../entry-title-and-head.js';
import type { Flow, Tagged } from './tagged-page-flow.js';
import { ink, LINE, paper } from './page-dimensions-and-colours.js';
import { pdfTexts } from './pdf-texts.js';

/** What the document says of a case beside its timeline. */
export interface CaseHead {
  item: CaseDetail;
  organisation: string;
  /** Who exports, and when. */
  by: string;
  at: Date;
}

const whole = { left: paper.left, width: paper.width };
const SIZE = 10;
const LABEL = 118;
/** How many characters of a label fit into that width, whatever they are. */
const BESIDE = 18;
/** The types of pdfkit do not know the scope of a header. */
const HEADER = { scope: 'Row' } as PDFKit.Mixins.StructureElementOptions;

/** Draws what the case is, before its timeline. */
export function* drawHead(
  flow: Flow,
  { item, organisation, by, at }: CaseHead,
  formats: EntryFormats,
): Generator<void> {
  const small = { ...whole, size: 10, ink: ink.quiet };
  if (organisation) yield* drawBlock(flow, { tag: 'P', text: organisation, look: { ...small, isStrong: true } });
  yield* drawBlock(flow, { tag: 'P', text: item.reference, look: small });
  flow.skip(4);
  const title = { ...whole, size: 19, ink: ink.text, isStrong: true };
  yield* drawBlock(flow, { tag: 'H1', text: isVisible(item.subject) ? item.subject : item.reference, look: title });
  flow.skip(10);
  yield* drawFacts(flow, factsOf(item, formats));
  flow.skip(10);
  const asOf = pdfTexts[formats.language].asOf(formats.moment(at.toISOString()), by);
  yield* drawBlock(flow, { tag: 'P', text: asOf, look: { ...whole, size: 9.5, ink: ink.quiet } });
  flow.skip(10);
  flow.rule();
  flow.skip(16);
}

interface Block {
  tag: 'P' | 'H1' | 'H2' | 'H3';
  text: string;
  look: Parameters<Flow['paragraph']>[2];
}

export function* drawBlock(flow: Flow, { tag, text, look }: Block, parent: Tagged = flow.root): Generator<void> {
  const element = flow.child(parent, tag);
  yield* flow.paragraph(element, text, look);
  flow.close(element);
}

/** Whether a text is more than spaces, controls and other characters without a glyph of their own. */
const isVisible = (text: string): boolean => /[^\p{Cc}\p{Cf}\p{Cs}\p{Z}\p{M}]/u.test(text);

function factsOf(item: CaseDetail, { language, moment }: EntryFormats): [label: string, value: string][] {
  const { label } = archiveTexts[language];
  const rows: [string, string | null | undefined][] = [
    [label.status, words[language].status[item.status]],
    [label.caseType, item.caseType?.name],
    [label.team, item.team.name],
    [label.assignee, item.assignee?.name],
    [label.citizen, item.citizen?.name],
    [pdfTexts[language].participants, item.participants.map(addressOf).join(', ')],
    [label.opened, moment(item.openedAt)],
    [label.closed, item.closedAt && moment(item.closedAt)],
    ...fieldLabelsAndValues(item.fields, language),
    ...checklistDetails(item.steps, { language, moment }),
  ];
  return rows.flatMap(([name, value]) => (value && isVisible(value) ? [[name, value] as [string, string]] : []));
}

function* drawFacts(flow: Flow, rows: readonly [label: string, value: string][]): Generator<void> {
  const table = flow.child(flow.root, 'Table');
  for (const [label, value] of rows) {
    flow.ensure(2 * SIZE * LINE);
    const row = flow.child(table, 'TR');
    const header = flow.child(row, 'TH', HEADER);
    const quiet = { left: paper.left, width: LABEL, size: SIZE, ink: ink.quiet };
    // Labels of ours fit beside their value; that of a field may not, and stands above it then.
    if (label.length <= BESIDE) flow.beside(header, { text: label, look: quiet, size: SIZE });
    else yield* flow.paragraph(header, label, { ...quiet, width: paper.width });
    const cell = flow.child(row, 'TD');
    const room = { left: paper.left + LABEL, width: paper.width - LABEL };
    yield* flow.paragraph(cell, value, { ...room, size: SIZE, ink: ink.text });
    flow.close(header, cell, row);
    flow.skip(2);
  }
  flow.close(table);
}
