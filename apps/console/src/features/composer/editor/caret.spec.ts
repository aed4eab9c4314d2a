import { getSchema, type Editor } from '@tiptap/core';
import { history, undoDepth } from '@tiptap/pm/history';
import { EditorState, TextSelection, type Transaction } from '@tiptap/pm/state';
import StarterKit from '@tiptap/starter-kit';
import { continueAt, positionAfter, findTextRange } from './caret.js';
import { editorToPlainText, type Node } from './editor-to-plain-text.js';

const schema = getSchema([StarterKit]);
const words = (text: string) => ({ type: 'text', text });
const paragraph = (...content: Node[]) => ({ type: 'paragraph', content });
const json = {
  type: 'doc',
  content: [
    paragraph(words('Bonjour Bob,')),
    paragraph(words('Il manque :'), { type: 'hardBreak' }, words('ceci')),
    { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph(words('un plan'))] }] },
    paragraph(words('Cordialement')),
  ],
};
const document = schema.nodeFromJSON(json);
const text = editorToPlainText(json);
/** What stands before the caret in the editor, in its own block. */
const before = (behind: string) => {
  const place = document.resolve(positionAfter(text.slice(0, text.indexOf(behind) + behind.length), document));
  return place.parent.textBetween(0, place.parentOffset, '', '\n');
};

it.each([
  ['Bonjour Bob,', 'Bonjour Bob,'],
  ['Bonjour', 'Bonjour'],
  ['ceci', 'Il manque :\nceci'],
  ['- un', 'un'],
  ['un plan', 'un plan'],
  ['Cordialement', 'Cordialement'],
])('the caret behind "%s" of the plain field stands behind "%s"', (behind, expected) => {
  expect(before(behind)).toBe(expected);
});

it('the caret stands at the beginning where nothing is before it, and behind a space that HTML leaves out', () => {
  expect(positionAfter('', document)).toBe(1);
  expect(positionAfter('Bonjour Bob, ', document)).toBe(positionAfter('Bonjour Bob,', document));
});

it('words are found in the block that they stand in, marked or not, and none across blocks', () => {
  const found = findTextRange(
    '[date]',
    schema.nodeFromJSON({
      type: 'doc',
      content: [
        paragraph(words('Un plan')),
        paragraph(
          words('Avant'),
          { type: 'hardBreak' },
          words('le [da'),
          { ...words('te'), marks: [{ type: 'bold' }] } as Node,
          words('].'),
        ),
      ],
    }),
  );
  expect(found).toEqual({ from: 19, to: 25 });
  expect(findTextRange('plan Cordialement', document)).toBeUndefined();
});

it('a space that HTML leaves out is written again, and is nothing that the agent could undo', () => {
  const doc = schema.nodeFromJSON({ type: 'doc', content: [paragraph(words('Bonjour'))] });
  let state = EditorState.create({ doc, plugins: [history()] });
  const dispatch = (change: Transaction) => void (state = state.apply(change));
  const setTextSelection = (at: number) => dispatch(state.tr.setSelection(TextSelection.create(state.doc, at)));
  const view = { dispatch, focus: () => {} };
  const editor = { commands: { setTextSelection }, view, get state() { return state; } }; // prettier-ignore
  continueAt({ from: 'Bonjour ', to: 'Bonjour ' }, editor as unknown as Editor);
  expect([state.doc.textContent, state.selection.from, undoDepth(state)]).toEqual(['Bonjour ', 9, 0]);
  dispatch(state.tr.insertText('B'));
  expect([state.doc.textContent, undoDepth(state)]).toEqual(['Bonjour B', 1]);
});
