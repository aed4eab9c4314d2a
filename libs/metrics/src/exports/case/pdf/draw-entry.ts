import type { Entry, MessageEntry, NoteEntry } from '@guichet/contracts';
import { archiveTexts } from '../archive-texts.js';
import type { EntryFormats } from '../entry-html.js';
import { actorIn, messageFacts, titleOf } from '../entry-title-and-head.js';
import type { Flow, Look, Tagged } from './tagged-page-flow.js';
import { drawBlock } from './draw-head.js';
import { drawText, GAP } from './draw-text.js';
import { ink, LINE, paper } from './page-dimensions-and-colours.js';
import { pdfTexts } from './pdf-texts.js';
import type { ListedFile } from './listed-files-and-letter.js';

/** A message or a note. */
type WrittenEntry = Exclude<Entry, { kind: 'activity' }>;

export interface EntryToDraw {
  entry: Entry;
  files: readonly ListedFile[];
  formats: EntryFormats;
  /** The language that the citizen writes, where it is not that of the document. */
  foreign: string | undefined;
}

const INDENT = 36;
const room = { left: paper.left + INDENT, width: paper.width - INDENT };
export const number: Look = { left: paper.left + 9, width: INDENT - 11, size: 9, ink: ink.quiet };
export const small: Look = { ...room, size: 9, ink: ink.quiet };
export const body: Look = { ...room, size: 10.5, ink: ink.text };
const quoted: Look = { left: room.left + 12, width: room.width - 12, size: 9.5, ink: ink.quiet };

/** Draws an entry of the timeline, whatever it is. */
export function* drawEntry(flow: Flow, drawn: EntryToDraw): Generator<void> {
  const { entry, formats } = drawn;
  if (entry.kind === 'activity') yield* drawActivity(flow, entry, formats);
  else yield* drawWritten(flow, { ...drawn, entry });
}

/** Draws what somebody has written. */
function* drawWritten(flow: Flow, drawn: EntryToDraw & { entry: WrittenEntry }): Generator<void> {
  const { entry, formats } = drawn;
  flow.skip(9);
  flow.ensure(heightOfBeginning(entry, formats));
  const section = flow.child(flow.root, 'Sect');
  const color = colorOf(entry);
  flow.beginBar(color);
  const heading = flow.child(section, 'H3');
  flow.beside(heading, { text: String(entry.position), look: number, size: body.size });
  yield* flow.paragraph(heading, titleOf(entry, formats.language), { ...body, ink: color, isStrong: true });
  flow.close(heading);
  yield* drawBlock(flow, { tag: 'P', text: whoAndWhen(entry, formats), look: small }, section);
  if (entry.kind === 'note') yield* drawNote(flow, section, { ...drawn, entry });
  else yield* drawMessage(flow, section, { ...drawn, entry });
  flow.endBar();
  flow.close(section);
  flow.skip(7);
}

function* drawNote(
  flow: Flow,
  section: Tagged,
  { entry, files, formats }: EntryToDraw & { entry: NoteEntry },
): Generator<void> {
  yield* drawText(flow, section, { text: entry.text, look: body });
  if (files.length > 0) yield* drawFiles(flow, section, { files, formats });
}

/** The height of what stands together at the end of a page: the head of what was written, and its first two lines. */
function heightOfBeginning(entry: WrittenEntry, formats: EntryFormats): number {
  const facts = entry.kind === 'message' ? messageFacts(entry, formats).filter(([, value]) => value) : [];
  return (3 * body.size + (1 + facts.length) * small.size) * LINE + GAP;
}

function colorOf(entry: WrittenEntry): string {
  if (entry.kind === 'note') return ink.note;
  return entry.direction === 'in' ? ink.incoming : ink.outgoing;
}

const whoAndWhen = (entry: Entry, { language, moment }: EntryFormats): string =>
  `${actorIn(entry, language)} · ${moment(entry.at)}`;

function* drawActivity(flow: Flow, entry: Entry, formats: EntryFormats): Generator<void> {
  flow.skip(2);
  flow.ensure(2 * small.size * LINE);
  flow.beginBar(ink.rule);
  const element = flow.child(flow.root, 'P');
  flow.beside(element, { text: String(entry.position), look: number, size: small.size });
  const text = `${titleOf(entry, formats.language)} · ${whoAndWhen(entry, formats)}`;
  yield* flow.paragraph(element, text, small);
  flow.close(element);
  flow.endBar();
  flow.skip(2);
}

function* drawMessage(
  flow: Flow,
  section: Tagged,
  { entry, files, formats, foreign }: EntryToDraw & { entry: MessageEntry },
): Generator<void> {
  const { labelled, noText } = archiveTexts[formats.language];
  for (const [label, value] of messageFacts(entry, formats))
    if (value) yield* drawBlock(flow, { tag: 'P', text: labelled(label, value), look: small }, section);
  if (entry.text.trim() === '') {
    flow.skip(5);
    yield* drawBlock(flow, { tag: 'P', text: noText, look: small }, section);
  } else yield* drawSegments(flow, section, { entry, formats, foreign });
  const page = entry.provenance?.page;
  if (page !== undefined) yield* drawPage(flow, section, { text: page, formats });
  if (files.length > 0) yield* drawFiles(flow, section, { files, formats });
}

function* drawSegments(
  flow: Flow,
  section: Tagged,
  { entry, formats, foreign }: Omit<EntryToDraw, 'files'> & { entry: MessageEntry },
): Generator<void> {
  const lang = entry.direction === 'in' ? foreign : undefined;
  for (const { kind, text } of entry.segments) {
    if (text.trim() === '') continue;
    if (kind === 'quoted') yield* drawQuoted(flow, section, { text, formats, lang });
    else yield* drawText(flow, section, { text, look: kind === 'visible' ? body : { ...small, size: 9.5 }, lang });
  }
}

/** Draws the text of the secure page, which is kept for weeks only, so that the link that the message has is dead then. */
function* drawPage(
  flow: Flow,
  section: Tagged,
  { text, formats: { language } }: { text: string; formats: EntryFormats },
): Generator<void> {
  flow.skip(6);
  const label = archiveTexts[language].page;
  yield* drawBlock(flow, { tag: 'P', text: label, look: { ...small, isStrong: true } }, section);
  yield* drawText(flow, section, { text, look: body });
}

/** Draws what a message quotes, apart from what it says. */
export function* drawQuoted(
  flow: Flow,
  section: Tagged,
  { text, formats, lang }: { text: string; formats: EntryFormats; lang?: string | undefined },
): Generator<void> {
  flow.skip(6);
  const label = archiveTexts[formats.language].quoted;
  yield* drawBlock(flow, { tag: 'P', text: label, look: { ...small, isStrong: true } }, section);
  const quote = flow.child(section, 'BlockQuote');
  yield* drawText(flow, quote, { text, look: quoted, lang });
  flow.close(quote);
}

/** Draws the files of a message, with their digests. */
export function* drawFiles(
  flow: Flow,
  section: Tagged,
  { files, formats }: Pick<EntryToDraw, 'files' | 'formats'>,
): Generator<void> {
  flow.skip(6);
  flow.ensure(4 * body.size * LINE);
  const label = archiveTexts[formats.language].label.files;
  yield* drawBlock(flow, { tag: 'P', text: label, look: { ...small, isStrong: true } }, section);
  const list = flow.child(section, 'L');
  for (const file of files) {
    flow.skip(2);
    flow.ensure(3 * small.size * LINE);
    const item = flow.child(list, 'LI');
    const content = flow.child(item, 'LBody');
    yield* drawFile(flow, content, { file, formats });
    flow.close(content, item);
  }
  flow.close(list);
}

function* drawFile(
  flow: Flow,
  content: Tagged,
  { file, formats }: { file: ListedFile; formats: EntryFormats },
): Generator<void> {
  const size = file.state === 'lost' || file.size === null ? '' : formats.size(file.size);
  yield* flow.paragraph(content, [file.name, file.type, size].filter(Boolean).join(' · '), { ...small, ink: ink.text });
  if (file.state !== 'ready')
    yield* flow.paragraph(content, pdfTexts[formats.language].fileState[file.state], { ...small, ink: ink.note });
  if (file.digest) yield* flow.paragraph(content, `SHA-256 ${file.digest}`, { ...small, size: 8 });
}
