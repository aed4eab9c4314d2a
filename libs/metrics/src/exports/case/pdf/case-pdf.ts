import { setImmediate } from 'node:timers/promises';
import { Readable } from 'node:stream';
import type { Principal } from '@guichet/access';
import type { Entry, Language } from '@guichet/contracts';
import { sideConversations } from '@guichet/messages';
import { accessibleDocument, Typeface } from '@guichet/templates';
import { archiveTexts } from '../archive-texts.js';
import { entryFormats, type EntryFormats } from '../entry-html.js';
import { titleOf } from '../entry-title-and-head.js';
import { exportedCase, type CaseExporting, type Entries } from '../exported-case.js';
import { sideConversationTexts } from '../archive-texts-of-side-conversations.js';
import { Bookmarks } from './bookmarks.js';
import { drawEntry } from './draw-entry.js';
import { drawAsideHead, drawConversation, drawSideMessage } from './draw-side-conversation.js';
import { drawBlock, drawHead, type CaseHead } from './draw-head.js';
import { Flow } from './tagged-page-flow.js';
import { footerOf } from './page-footer.js';
import { ink, paper } from './page-dimensions-and-colours.js';
import { pdfTexts } from './pdf-texts.js';
import { listedFiles, listedLetter, type ListedFile } from './listed-files-and-letter.js';

/** Lines that are drawn at once, before others have their turn. */
const STEP = 12;

/**
 * A case as a PDF that people read, print and file: what it is, its timeline, its files with their digests, and apart from that what
 * was written to others about it. It is accessible
 * (PDF/UA-1). As the archive, it is made as fast as it is taken, page by page, and ends in an error where the right to export ends
 * meanwhile.
 *
 * @throws Failure `not-permitted`; `not-found` for a case that the agent may not see or export
 */
export async function casePdf(
  exporting: CaseExporting,
  { caseId, language }: { caseId: string; language: Language },
): Promise<{ file: string; content: Readable }> {
  const { reader, who } = exporting;
  const { item, name, timeZone, entries, permittedNow } = await exportedCase(exporting, caseId);
  const head = { item, organisation: name, by: who.name, at: reader.now };
  const formats = entryFormats(language, timeZone);
  const content = Readable.from(pdfOf(exporting, { head, formats, timeZone, entries, permittedNow }), {
    objectMode: false,
  });
  return { file: `${item.reference}.pdf`, content };
}

interface ToDraw {
  head: CaseHead;
  formats: EntryFormats;
  timeZone: string;
  entries: Entries;
  permittedNow: () => Promise<Principal>;
}

async function* pdfOf(exporting: CaseExporting, drawn: ToDraw): AsyncGenerator<Buffer> {
  const { head, formats, timeZone, entries } = drawn;
  const { item, organisation, at } = head;
  const { locale } = pdfTexts[formats.language];
  const title = `${item.reference} – ${item.subject}`;
  const document = await accessibleDocument({ title, author: organisation, createdAt: at, locale });
  const footer = footerOf(document, { head, language: formats.language });
  const flow = new Flow(document, new Typeface(document), footer.draw);
  const bookmarks = new Bookmarks(flow, item.lastPosition);
  const month = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone });

  yield* stepwise(document, drawHead(flow, head, formats));
  bookmarks.ofTimeline(archiveTexts[formats.language].timeline);
  yield* stepwise(document, drawTitle(flow, formats.language));
  for await (const { entry } of entries()) {
    const files = await filesOf(exporting, entry, formats.language);
    if (entry.kind !== 'activity') bookmarks.ofEntry(`${entry.position} · ${titleOf(entry, formats.language)}`, month.format(new Date(entry.at))); // prettier-ignore
    yield* stepwise(document, drawEntry(flow, { entry, files, formats, foreign: foreignOf(head, formats.language) }));
  }
  yield* stepwise(document, drawNotes(flow, formats.language));
  for await (const lines of asideOf(exporting, drawn, { flow, bookmarks })) yield* stepwise(document, lines);
  flow.end();
  footer.end(flow);
  for (const font of flow.typeface.embedded()) {
    font.finalize();
    await setImmediate();
  }
  document.end();
  yield* written(document);
}

/**
 * The side conversations, as whoever exports may see them: a part of its own behind all that may go to the citizen, and nothing where
 * there are none.
 */
async function* asideOf(
  exporting: CaseExporting,
  { head: { item }, formats, permittedNow }: ToDraw,
  { flow, bookmarks }: { flow: Flow; bookmarks: Bookmarks },
): AsyncGenerator<Generator<void>> {
  const conversations = await sideConversations(exporting.reader, await permittedNow(), item.id);
  if (conversations.length === 0) return;
  const hadCodes = flow.hasCodes;
  const { title } = sideConversationTexts[formats.language];
  // On a page of its own, so that the case can be handed on without it.
  flow.beginPart(title);
  bookmarks.ofAside(title);
  yield drawAsideHead(flow, formats);
  for (const conversation of conversations) {
    bookmarks.ofConversation(conversation.subject);
    yield drawConversation(flow, conversation, formats);
    for (const [n, message] of conversation.messages.entries()) {
      const files = await listedFiles(exporting, message);
      yield drawSideMessage(flow, { message, position: n + 1, files, formats });
    }
  }
  if (flow.hasCodes && !hadCodes) yield drawCodesNote(flow, formats.language);
}

/** What belongs to a message or a note: the letter as which it was sent, and its files. */
async function filesOf(exporting: CaseExporting, entry: Entry, language: Language): Promise<ListedFile[]> {
  if (entry.kind === 'activity') return [];
  if (entry.kind === 'note') return listedFiles(exporting, { attachments: entry.attachments ?? [] });
  return [
    ...(await listedLetter(exporting, entry, pdfTexts[language].letter)),
    ...(await listedFiles(exporting, entry)),
  ];
}

const foreignOf = ({ item }: CaseHead, language: Language): string | undefined =>
  item.language && item.language !== language ? item.language : undefined;

function* drawTitle(flow: Flow, language: Language): Generator<void> {
  const look = { left: paper.left, width: paper.width, size: 13, ink: ink.text, isStrong: true };
  yield* drawBlock(flow, { tag: 'H2', text: archiveTexts[language].timeline, look });
  flow.skip(4);
}

/** What the document does not contain, and where it is. */
function* drawNotes(flow: Flow, language: Language): Generator<void> {
  const look = { left: paper.left, width: paper.width, size: 9, ink: ink.quiet };
  flow.skip(14);
  flow.ensure(40);
  flow.rule();
  flow.skip(8);
  yield* drawBlock(flow, { tag: 'P', text: pdfTexts[language].filesInZip, look });
  if (flow.hasCodes) yield* drawCodesNote(flow, language);
}

/** What stands for characters that no font has. */
function* drawCodesNote(flow: Flow, language: Language): Generator<void> {
  const look = { left: paper.left, width: paper.width, size: 9, ink: ink.quiet };
  yield* drawBlock(flow, { tag: 'P', text: pdfTexts[language].codes, look });
}

/** Draws step by step. Yields what of the document was written, and goes on once that was taken. */
async function* stepwise(document: PDFKit.PDFDocument, lines: Generator<void>): AsyncGenerator<Buffer> {
  for (let drawn = 1; !lines.next().done; drawn += 1)
    if (drawn % STEP === 0) {
      yield* written(document);
      await setImmediate();
    }
  yield* written(document);
}

/** All that was written of a document since the last time, at once: it comes in pieces of some bytes. */
function* written(document: PDFKit.PDFDocument): Generator<Buffer> {
  const { readableLength } = document;
  if (readableLength > 0) yield document.read(readableLength) as Buffer;
}
