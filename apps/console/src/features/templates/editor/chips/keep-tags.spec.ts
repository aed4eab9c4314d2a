import { history, undo } from '@tiptap/pm/history';
import { AllSelection, EditorState, NodeSelection, TextSelection, type Selection } from '@tiptap/pm/state';
import fc from 'fast-check';
import { setCondition, toggleOtherwise } from './edit-wording.js';
import { keepTags } from './keep-tags.js';
import { keepLineBelow, keepPassagesWhole, limitLength } from './passage-and-length-rules.js';
import { passagesIn, tagsOf, toDocument, toWording } from './wording-document.js';

const plugins = [history(), keepTags(), keepPassagesWhole(), keepLineBelow(), limitLength(80)];
const select = (wording: string, how: (state: EditorState) => Selection): EditorState => {
  const state = EditorState.create({ doc: toDocument(wording), plugins });
  return state.apply(state.tr.setSelection(how(state)));
};
const range = (wording: string, from: number, to: number) =>
  select(wording, ({ doc }) => TextSelection.create(doc, from, to));
const type = (state: EditorState, text: string): EditorState =>
  [...text].reduce((typing, letter) => typing.apply(typing.tr.insertText(letter)), state);
const typed = (state: EditorState, text: string) => toWording(type(state, text).doc);
const deleted = (state: EditorState): EditorState => state.apply(state.tr.deleteSelection());

it.each([
  ['the condition and the first word', '{% if a %}un deux{% endif %}', [1, 4], '{% if a %}N! deux{% endif %}'],
  ['the last word and the end', '{% if a %}un deux{% endif %}', [5, 10], '{% if a %}un N!{% endif %}'],
  [
    'what is before a passage and its beginning',
    'a {% if b %}un deux{% endif %}',
    [1, 6],
    'N!{% if b %} deux{% endif %}',
  ],
  ['the end of a passage and what follows', '{% if a %}un deux{% endif %} b', [5, 12], '{% if a %}un N!{% endif %}'],
  ['what holds otherwise', '{% if a %}un{% else %}deux{% endif %}', [4, 6], '{% if a %}un{% else %}N!eux{% endif %}'],
  [
    'the ends of two',
    '{% if a %}{% if b %}un{% endif %}{% endif %}',
    [1, 5],
    '{% if a %}{% if b %}N!{% endif %}{% endif %}',
  ],
  ['lines of a passage', 'a\n{% if b %}\nun\n{% endif %}', [1, 8], 'N!{% if b %}n\n{% endif %}'],
  [
    'the end of one and the beginning of another',
    '{% if a %}x{% endif %}{% if b %}y{% endif %}',
    [2, 6],
    '{% if a %}N!{% endif %}{% if b %}{% endif %}',
  ],
] as const)('leaves the tags of a passage where %s are written over', (_, wording, [from, to], written) => {
  expect(typed(range(wording, from, to), 'N!')).toBe(written);
});

it('leaves a tag that is selected itself, and lets go on behind it', () => {
  const state = select('{% if a %}x{% endif %}', ({ doc }) => NodeSelection.create(doc, 1));
  expect(toWording(deleted(state).doc)).toBe('{% if a %}x{% endif %}');
  expect(typed(state, 'N!')).toBe('{% if a %}N!x{% endif %}');
});

it('deletes a passage with its condition where it is selected whole, and undo brings it back', () => {
  const state = range('a {% if b %}x{% else %}y{% endif %}', 3, 8);
  const without = deleted(state);
  expect(toWording(without.doc)).toBe('a ');
  let undone = without;
  undo(without, (change) => (undone = without.apply(change)));
  expect(undone.doc.eq(state.doc)).toBe(true);
  expect(
    typed(
      select('{% if b %}x{% endif %}', ({ doc }) => new AllSelection(doc)),
      'N',
    ),
  ).toBe('N');
});

it('undoes what was written over words beside a tag', () => {
  const state = range('{% if a %}un{% endif %}', 1, 4);
  const written = type(state, 'N');
  expect(toWording(written.doc)).toBe('{% if a %}N{% endif %}');
  let undone = written;
  undo(written, (change) => (undone = written.apply(change)));
  expect(undone.doc.eq(state.doc)).toBe(true);
});

it('keeps the tags of a text that is as long as it may be', () => {
  const wording = `{% if a %}${'x'.repeat(58)}{% endif %}`;
  expect(typed(range(wording, 1, 3), 'N')).toHaveLength(79);
  const pasted = range(wording, 1, 3);
  expect(toWording(pasted.apply(pasted.tr.insertText('y'.repeat(11))).doc)).toContain('{% if a %}');
});

it('lets a condition be changed, and what holds otherwise be taken away', () => {
  const state = range('{% if a %}x{% else %}y{% endif %}', 1, 1);
  const unless = setCondition(state, 1, { word: 'unless', condition: { names: ['b'], joiner: 'and' } });
  expect(toWording(state.apply(unless).doc)).toBe('{% unless b %}x{% else %}y{% endunless %}');
  expect(toWording(state.apply(toggleOtherwise(state, 1)).doc)).toBe('{% if a %}x{% endif %}');
});

it('never takes a part of the tags of a passage, whatever is written over', () => {
  const wording = 'a {% if a %}x\n{{ b }}{% unless c %}y{% endunless %}{% else %}z{% endif %}\nfin {{ d }}';
  const { size } = toDocument(wording).content;
  const place = fc.nat({ max: size });
  fc.assert(
    fc.property(place, place, fc.constantFrom('', 'N'), (one, two, text) => {
      const [from, to] = [one, two].toSorted((a, b) => a - b) as [number, number];
      const state = select(wording, ({ doc }) => TextSelection.between(doc.resolve(from), doc.resolve(to)));
      const { selection } = state;
      const isWhole = (tags: { at: number }[]) =>
        tags.every(({ at }) => at >= selection.from && at < selection.to) && !selection.empty;
      const left = passagesIn(state.doc)
        .map(tagsOf)
        .filter((tags) => !isWhole(tags));
      const next = text ? state.apply(state.tr.insertText(text)) : deleted(state);
      const sources = (tags: { piece: { source: string } }[]) => tags.map(({ piece }) => piece.source);
      expect(passagesIn(next.doc).map(tagsOf).map(sources)).toEqual(left.map(sources));
    }),
    { numRuns: 500 },
  );
});
