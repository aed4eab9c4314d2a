import { getSchema } from '@tiptap/core';
import { EditorState, TextSelection } from '@tiptap/pm/state';
import StarterKit from '@tiptap/starter-kit';
import { caretOfEditor, isAtStart } from './is-caret-at-line-start.js';

const schema = getSchema([StarterKit]);
const paragraph = (...content: object[]) => ({ type: 'paragraph', content });
const words = (text: string) => ({ type: 'text', text });
const doc = schema.nodeFromJSON({
  type: 'doc',
  content: [
    paragraph(words('Bonjour')),
    paragraph(),
    paragraph(words('a'), { type: 'hardBreak' }, { type: 'hardBreak' }, words('b')),
    { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph()] }] },
  ],
});

it.each([
  ['at the very beginning', 1, true],
  ['within a word', 4, false],
  ['behind it', 8, false],
  ['in an empty paragraph', 10, true],
  ['before the words of another paragraph', 12, false],
  ['behind words before a line break', 13, false],
  ['between two line breaks', 14, true],
  ['before words behind a line break', 15, false],
  ['in an empty item of a list', 20, true],
])('knows whether the caret is where a line begins: %s', (_, at, expected) => {
  const selection = TextSelection.create(doc, at);
  expect(isAtStart(caretOfEditor(EditorState.create({ doc, selection })))).toBe(expected);
});
