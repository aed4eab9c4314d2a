import type { SideConversation, SideMessage } from '@guichet/contracts';
import { archiveTexts } from '../archive-texts.js';
import type { EntryFormats } from '../entry-html.js';
import { conversationFacts, isFromThirdParty, sideMessageFacts, sideTitleOf } from '../side-conversation-details.js';
import { sideConversationTexts } from '../archive-texts-of-side-conversations.js';
import { body, drawFiles, drawQuoted, number, small } from './draw-entry.js';
import { drawBlock } from './draw-head.js';
import { drawText, GAP } from './draw-text.js';
import type { Flow, Tagged } from './tagged-page-flow.js';
import { ink, LINE, paper } from './page-dimensions-and-colours.js';
import type { ListedFile } from './listed-files-and-letter.js';

/** A message of a side conversation, with its files as they are stored. */
export interface SideMessageToDraw {
  message: SideMessage;
  /** Its number in its conversation. */
  position: number;
  files: readonly ListedFile[];
  formats: EntryFormats;
}

const whole = { left: paper.left, width: paper.width };

/** Draws what the part of the side conversations is, and whom it is not for. */
export function* drawAsideHead(flow: Flow, formats: EntryFormats): Generator<void> {
  const { title, apart } = sideConversationTexts[formats.language];
  yield* drawBlock(flow, { tag: 'H2', text: title, look: { ...whole, size: 13, ink: ink.text, isStrong: true } });
  flow.skip(3);
  yield* drawBlock(flow, { tag: 'P', text: apart, look: { ...whole, size: 10, ink: ink.note, isStrong: true } });
  flow.skip(8);
}

/** Draws what a side conversation is, before its messages. */
export function* drawConversation(flow: Flow, conversation: SideConversation, formats: EntryFormats): Generator<void> {
  const facts = conversationFacts(conversation, formats);
  flow.skip(8);
  flow.ensure((2 * body.size + (facts.length + 3) * small.size) * LINE);
  const title = { ...whole, size: 11.5, ink: ink.text, isStrong: true };
  yield* drawBlock(flow, { tag: 'H3', text: conversation.subject, look: title });
  yield* drawFacts(flow, flow.root, { facts, formats, look: { ...whole, size: small.size, ink: ink.quiet } });
  flow.skip(4);
}

/** Draws a message of a side conversation. */
export function* drawSideMessage(flow: Flow, drawn: SideMessageToDraw): Generator<void> {
  const { message, position, formats } = drawn;
  const facts = sideMessageFacts(message, formats).filter(([, value]) => value);
  flow.skip(9);
  flow.ensure((3 * body.size + (1 + facts.length) * small.size) * LINE + GAP);
  const section = flow.child(flow.root, 'Sect');
  const color = message.direction === 'in' ? ink.incoming : ink.outgoing;
  flow.beginBar(color);
  const heading = flow.child(section, 'H4');
  flow.beside(heading, { text: String(position), look: number, size: body.size });
  yield* flow.paragraph(heading, sideTitleOf(message, formats), { ...body, ink: color, isStrong: true });
  flow.close(heading);
  const who = `${archiveTexts[formats.language].by(message.author)} · ${formats.moment(message.at)}`;
  yield* drawBlock(flow, { tag: 'P', text: who, look: small }, section);
  yield* drawFacts(flow, section, { facts, formats, look: small });
  yield* drawWords(flow, section, drawn);
  flow.endBar();
  flow.close(section);
  flow.skip(7);
}

function* drawFacts(
  flow: Flow,
  parent: Tagged,
  { facts, formats, look }: { facts: ReturnType<typeof sideMessageFacts>; formats: EntryFormats; look: typeof small },
): Generator<void> {
  const { labelled } = archiveTexts[formats.language];
  for (const [label, value] of facts)
    if (value) yield* drawBlock(flow, { tag: 'P', text: labelled(label, value), look }, parent);
}

function* drawWords(flow: Flow, section: Tagged, { message, files, formats }: SideMessageToDraw): Generator<void> {
  const { noText } = archiveTexts[formats.language];
  if (isFromThirdParty(message))
    yield* drawBlock(flow, { tag: 'P', text: sideConversationTexts[formats.language].otherSender, look: { ...small, ink: ink.note } }, section); // prettier-ignore
  if (message.text.trim() === '') yield* drawBlock(flow, { tag: 'P', text: noText, look: small }, section);
  else yield* drawText(flow, section, { text: message.text, look: body });
  if (message.quoted.trim() !== '') yield* drawQuoted(flow, section, { text: message.quoted, formats });
  if (files.length > 0) yield* drawFiles(flow, section, { files, formats });
}
