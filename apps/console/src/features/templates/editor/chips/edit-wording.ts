import type { Node } from '@tiptap/pm/model';
import { NodeSelection, TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state';
import { asChangeOfTags } from './change-marks.js';
import { passageSources, withCondition, withWord } from './write-liquid-source.js';
import { chipNode, passageAt, tagsOf, wordingSchema, type PlacedPassage } from './wording-document.js';
import type { Condition } from './wording-pieces.js';
import type { TextSpan } from './tags-at-selection-edges.js';

/** Puts a chip, of a variable or a block, in the place of the selection, and the caret behind it. */
export function insertChip(
  { tr, selection }: EditorState,
  source: string,
  { from, to }: TextSpan = selection,
): Transaction {
  tr.replaceWith(from, to, chipNode(source));
  return tr.setSelection(TextSelection.create(tr.doc, tr.mapping.map(to))).scrollIntoView();
}

/** Words that stand in an empty passage until something is written there. */
const BLANK = '…';

/** Makes a passage of what is selected; where nothing is, of a blank that is written over. */
export function insertPassage({ tr, selection }: EditorState, condition: Condition, range?: TextSpan): Transaction {
  const { from, to } = range ?? selection;
  const { opening, closing } = passageSources(condition);
  if (!range && from < to) tr.insert(to, chipNode(closing)).insert(from, chipNode(opening));
  else tr.replaceWith(from, to, [chipNode(opening), wordingSchema.text(BLANK), chipNode(closing)]);
  const end = range || from === to ? from + 1 + BLANK.length : to + 1;
  return tr.setSelection(TextSelection.create(tr.doc, from + 1, end)).scrollIntoView();
}

/** Replaces the source of the chip at a place, and selects it. */
export function setSource({ tr }: EditorState, at: number, source: string): Transaction {
  tr.replaceWith(at, at + 1, chipNode(source));
  return tr.setSelection(NodeSelection.create(tr.doc, at));
}

/** Gives the tag at a place another condition. An `unless` that becomes an `if` gets the end of one. */
export function setCondition(
  state: EditorState,
  at: number,
  { word, condition }: { word: string; condition: Condition },
): Transaction {
  const passage = passageAt(state.doc, at);
  const tr = asChangeOfTags(state.tr);
  if (!passage) return tr;
  const { opening, closing } = passage;
  if (opening.at === at)
    tr.replaceWith(closing.at, closing.at + 1, chipNode(withWord(closing.piece.source, `end${word}`)));
  const tagged = [opening, ...passage.middles].find((one) => one.at === at) ?? opening;
  tr.replaceWith(at, at + 1, chipNode(withCondition(tagged.piece.source, { word, condition })));
  return tr.setSelection(NodeSelection.create(tr.doc, at));
}

const otherwiseOf = ({ middles }: PlacedPassage) =>
  middles.find(({ piece }) => piece.kind === 'tag' && piece.word === 'else');

/** Does the passage at a place say something else where its condition does not hold? */
export function hasOtherwise({ doc }: EditorState, at: number): boolean {
  const passage = passageAt(doc, at);
  return passage !== undefined && otherwiseOf(passage) !== undefined;
}

/** Gives the passage at a place a part for where its condition does not hold, or takes it away with its words. */
export function toggleOtherwise({ tr, doc }: EditorState, at: number): Transaction {
  const passage = passageAt(doc, at);
  if (!passage) return tr;
  const { opening, closing } = passage;
  const otherwise = otherwiseOf(passage);
  if (otherwise) return asChangeOfTags(tr.delete(otherwise.at, closing.at));
  const { otherwise: source } = passageSources({ names: [], joiner: 'and' });
  const own = doc.resolve(opening.at).parent !== doc.resolve(closing.at).parent && opensLine(doc, closing.at);
  tr.insert(closing.at, [chipNode(source), wordingSchema.text(BLANK)]);
  // The tags of a passage on several lines stand on lines of their own.
  if (own) tr.split(closing.at + 2).split(closing.at + 1);
  return tr;
}

const opensLine = (doc: Node, at: number): boolean => doc.resolve(at).parentOffset === 0;

/** Takes the tags of the passage at a place away; its words stay, those for both cases. */
export function unwrapPassage({ tr, doc }: EditorState, at: number): Transaction {
  const passage = passageAt(doc, at);
  if (!passage) return tr;
  const tags = tagsOf(passage).toReversed();
  for (const { at: tag } of tags) tr.delete(tag, tag + 1);
  return tr;
}

/** Where one part of a passage begins and ends: between two of its tags, without the breaks of lines on which these stand alone. */
function partBetween(doc: Node, from: number, to: number): TextSpan {
  const endsLine = doc.resolve(from).parentOffset === doc.resolve(from).parent.content.size;
  const [first, last] = [endsLine ? from + 2 : from, opensLine(doc, to) ? to - 2 : to];
  return first <= last ? { from: first, to: last } : { from, to };
}

/**
 * Selects the words to which the tag at a place leads, between it and the next one: whoever writes over them keeps the condition. From
 * the last tag, it is the words before it.
 */
export function selectPassage({ tr, doc }: EditorState, at: number): Transaction {
  const passage = passageAt(doc, at);
  if (!passage) return tr;
  const tags = tagsOf(passage).map((tag) => tag.at);
  const place = Math.min(tags.indexOf(at), tags.length - 2);
  const { from, to } = partBetween(doc, tags[place]! + 1, tags[place + 1]!);
  return tr.setSelection(TextSelection.create(doc, from, to));
}

/** Deletes the passage at a place with its words and its condition. */
export function deletePassage({ tr, doc }: EditorState, at: number): Transaction {
  const passage = passageAt(doc, at);
  if (!passage) return tr;
  return tr.setSelection(TextSelection.create(doc, passage.opening.at, passage.closing.at + 1)).deleteSelection();
}

/** Leads from the selected chip back into the text: over the blank behind it, which is written over, else behind it. */
export function leaveChip({ tr, selection, doc }: EditorState): Transaction {
  const { to } = selection;
  const isBlank = doc.nodeAt(to)?.text === BLANK;
  return tr.setSelection(TextSelection.create(doc, to, isBlank ? to + BLANK.length : to));
}

/** Selects the chip at a place. */
export const selectChip = ({ tr, doc }: EditorState, at: number): Transaction =>
  tr.setSelection(NodeSelection.create(doc, at));
