import { deleteSelection } from '@tiptap/pm/commands';
import { EditorState, NodeSelection, TextSelection, type Selection } from '@tiptap/pm/state';
import { keepTagsOutOfSelection, keysBesideTags } from './keep-tags-out-of-selection.js';
import { keepTags } from './keep-tags.js';
import { beyondTags, headWithinPassage, withoutChipsAtEdges, withoutTagsAtEdges } from './tags-at-selection-edges.js';
import { toDocument, toWording } from './wording-document.js';

const plugins = [keysBesideTags(), keepTags(), keepTagsOutOfSelection()];
const open = (wording: string, how: (state: EditorState) => Selection): EditorState => {
  const state = EditorState.create({ doc: toDocument(wording), plugins });
  return state.apply(state.tr.setSelection(how(state)));
};
const caret = (wording: string, at: number) => open(wording, ({ doc }) => TextSelection.create(doc, at));
/** Selects as a key or the pointer does. */
const select = (state: EditorState, [anchor, head]: readonly [number, number], isPointer = false): EditorState =>
  state.apply(state.tr.setSelection(TextSelection.create(state.doc, anchor, head)).setMeta('pointer', isPointer));
const selected = ({ doc, selection }: EditorState) => toWording(doc.slice(selection.from, selection.to));
/** Presses a key that the plugin takes. */
function press(state: EditorState, key: string, isShift = false): EditorState {
  let next = state;
  const event = { key, shiftKey: isShift, ctrlKey: false, altKey: false, metaKey: false, keyCode: 0 };
  const view = { state, dispatch: (change: Parameters<EditorState['apply']>[0]) => (next = state.apply(change)) };
  const taken = keysBesideTags().props.handleKeyDown!.call(plugins[0]!, view as never, event as never);
  if (!taken && key === 'Backspace') deleteSelection(state, view.dispatch);
  return next;
}

const inLine = 'a {% if b %}un deux{% endif %} c';

it.each([
  ['the condition and the first word', [3, 6], 'un'],
  ['the last word and the end', [7, 12], 'deux'],
  ['all of it', [3, 12], 'un deux'],
  ['a condition alone', [3, 4], ''],
  ['more than it', [2, 12], ' {% if b %}un deux{% endif %}'],
  ['what is before it and a part of it', [1, 6], 'a {% if b %}un'],
] as const)('selects by the pointer what is in a passage without its tags: %s', (_, range, words) => {
  expect(selected(select(caret(inLine, 5), range, true))).toBe(words);
  expect(selected(select(caret(inLine, 5), [range[1], range[0]], true))).toBe(words);
});

it.each([
  ['one in another', '{% if a %}{% if b %}x{% endif %}{% endif %}', [1, 6], 'x'],
  ['what holds otherwise', '{% if a %}x{% else %}y{% endif %}', [3, 6], 'y'],
  ['what holds first', '{% if a %}x{% else %}y{% endif %}', [1, 4], 'x'],
  ['a passage within another', '{% if a %}x{% if b %}y{% endif %}{% endif %}', [3, 7], 'y'],
] as const)('leaves the tags of both passages out: %s', (_, wording, range, words) => {
  expect(selected(select(caret(wording, 1), range, true))).toBe(words);
});

it('selects by keys to the tag at most, and then beyond the passage', () => {
  const toStart = select(caret(inLine, 6), [6, 3]);
  expect(selected(toStart)).toBe('un');
  expect(selected(press(toStart, 'ArrowLeft', true))).toBe(' {% if b %}un');
  const toEnd = select(caret(inLine, 7), [7, 12]);
  expect(selected(toEnd)).toBe('deux');
  expect(selected(press(toEnd, 'ArrowRight', true))).toBe('deux{% endif %} ');
  const first = select(caret('{% if a %}x{% endif %}', 3), [3, 1]);
  expect(selected(press(first, 'ArrowLeft', true))).toBe('x');
  const lines = select(caret('a\n{% if b %}x{% endif %}', 6), [6, 4]);
  expect(selected(press(lines, 'ArrowLeft', true))).toBe('\n{% if b %}x');
});

it('leaves what is selected from outside a passage as it is', () => {
  expect(selected(select(caret(inLine, 1), [1, 4]))).toBe('a {% if b %}');
  expect(selected(select(caret(inLine, 12), [12, 11]))).toBe('{% endif %}');
});

it.each([
  ['Backspace', 'its first word', 4],
  ['Backspace', 'what follows it', 12],
  ['Delete', 'what is before it', 3],
  ['Delete', 'its last word', 11],
])('%s beside %s selects the passage, and deletes it then', (key, _, at) => {
  const whole = press(caret(inLine, at), key);
  expect(toWording(whole.doc)).toBe(inLine);
  expect(selected(whole)).toBe('{% if b %}un deux{% endif %}');
  expect(toWording(press(whole, 'Backspace').doc)).toBe('a  c');
});

it('selects the passage whose tag is selected, and lets other keys be', () => {
  const state = open(inLine, ({ doc }) => NodeSelection.create(doc, 11));
  expect(selected(press(state, 'Delete'))).toBe('{% if b %}un deux{% endif %}');
  expect(press(caret(inLine, 5), 'Backspace').selection.empty).toBe(true);
  expect(press(caret('a\n{{ b }}', 3), 'Backspace').selection.empty).toBe(true);
});

it('takes the chips beside a word out of what a double click selects', () => {
  const doc = toDocument('{{ a }}un{% block b %} {{ c }}');
  expect(withoutChipsAtEdges(doc, { from: 1, to: 5 })).toEqual({ from: 2, to: 4 });
  expect(withoutChipsAtEdges(doc, { from: 1, to: 2 })).toEqual({ from: 1, to: 2 });
  expect(withoutTagsAtEdges(doc, { from: 1, to: 5 })).toEqual({ from: 1, to: 5 });
});

it('knows how far keys lead within a passage', () => {
  const doc = toDocument(inLine);
  expect([headWithinPassage(doc, 6, 3), headWithinPassage(doc, 6, 2), headWithinPassage(doc, 12, 11)]).toEqual([
    4, 2, 11,
  ]);
  expect([beyondTags(doc, { anchor: 6, head: 4 }, -1), beyondTags(doc, { anchor: 6, head: 5 }, -1)]).toEqual([
    2,
    undefined,
  ]);
});
