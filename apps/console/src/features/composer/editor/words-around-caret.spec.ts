import { getSchema } from '@tiptap/core';
import { EditorState, TextSelection } from '@tiptap/pm/state';
import StarterKit from '@tiptap/starter-kit';
import { editorToPlainText, type Node } from './editor-to-plain-text.js';
import { documentsAround, textAround } from './words-around-caret.js';

const schema = getSchema([StarterKit]);
const words = (text: string) => ({ type: 'text', text });
const paragraph = (...content: Node[]): Node => ({ type: 'paragraph', content });
const lineBreak = { type: 'hardBreak' };

it.each([
  ['an empty paragraph', [paragraph(words('Avant')), paragraph(), paragraph(words('Après'))], 8],
  ['an empty line of a paragraph', [paragraph(words('Avant'), lineBreak, lineBreak, words('Après'))], 7],
])('what stands before and behind %s is each a document of its own', (_, content, at) => {
  const doc = schema.nodeFromJSON({ type: 'doc', content });
  const around = documentsAround(EditorState.create({ doc, selection: TextSelection.create(doc, at) }));
  for (const part of around) part.check();
  expect(around.map((part) => editorToPlainText(part.toJSON() as Node).trim())).toEqual(['Avant', 'Après']);
});

it.each([
  ['Avant\n\n\nAprès', 6, 'Avant', 'Après'],
  ['\nAprès\nencore', 0, '', 'Après\nencore'],
  ['Avant\n', 6, 'Avant', ''],
])('what stands before and behind a line of the field %j is apart', (value, selectionStart, before, behind) => {
  const around = textAround({ value, selectionStart });
  expect(around).toEqual({ whole: value, before: { text: before, html: null }, behind: { text: behind, html: null } });
});
