import { history, undo } from '@tiptap/pm/history';
import { splitBlock } from '@tiptap/pm/commands';
import { AllSelection, EditorState, NodeSelection, Selection, TextSelection, type Transaction } from '@tiptap/pm/state';
import fc from 'fast-check';
import {
  deletePassage,
  hasOtherwise,
  insertChip,
  insertPassage,
  selectPassage,
  setCondition,
  setSource,
  toggleOtherwise,
  unwrapPassage,
} from './edit-wording.js';
import { insertQueryAt } from './insert-trigger.js';
import { keepTags } from './keep-tags.js';
import { chipsIn, copiedWording, toDocument, toSlice, toWording } from './wording-document.js';
import { keepLineBelow, keepPassagesWhole, limitLength, replaceWording } from './passage-and-length-rules.js';
import { readWording } from './wording-pieces.js';

const plugins = [history(), keepTags(), keepPassagesWhole(), keepLineBelow(), limitLength(200)];
const open = (wording: string, selected?: readonly [number, number]): EditorState => {
  const doc = toDocument(wording);
  return EditorState.create({
    doc,
    plugins,
    ...(selected && { selection: TextSelection.create(doc, ...selected) }),
  });
};
const after = (state: EditorState, edit: (state: EditorState) => Transaction) =>
  toWording(state.apply(edit(state)).doc);
const type = (state: EditorState, text: string): EditorState =>
  [...text].reduce((typing, letter) => typing.apply(typing.tr.insertText(letter)), state);
const ready = { names: ['deadline'], joiner: 'and' } as const;

it('puts a variable at the caret, in the place of what is selected', () => {
  expect(after(open('Avant le .', [10, 10]), (state) => insertChip(state, '{{ deadline }}'))).toBe(
    'Avant le {{ deadline }}.',
  );
  expect(after(open('Avant X.', [7, 8]), (state) => insertChip(state, '{{ deadline }}'))).toBe('Avant {{ deadline }}.');
});

it('makes a passage of a blank that is written over, or of what is selected, on several lines too', () => {
  const state = open('Bonjour', [8, 8]);
  const blank = state.apply(insertPassage(state, ready));
  expect(toWording(blank.doc)).toBe('Bonjour{% if deadline %}…{% endif %}');
  expect(toWording(type(blank, 'oui').doc)).toBe('Bonjour{% if deadline %}oui{% endif %}');
  expect(after(open('un deux', [4, 8]), (one) => insertPassage(one, ready))).toBe(
    'un {% if deadline %}deux{% endif %}',
  );
  expect(after(open('un\ndeux\ntrois', [1, 9]), (one) => insertPassage(one, ready))).toBe(
    '{% if deadline %}un\ndeux{% endif %}\ntrois',
  );
});

it('makes chips of code that is typed to its end, and gives a passage its end', () => {
  expect(chipsIn(type(open(''), '{{ deadline }}').doc)).toHaveLength(1);
  expect(toWording(type(open(''), '{% unless steps %}').doc)).toBe('{% unless steps %}{% endunless %}');
  expect(toWording(type(open(''), '{% if steps %}a').doc)).toBe('{% if steps %}a{% endif %}');
});

it('takes the tags of a passage away together, and brings them back', () => {
  const state = open('{% if a %}x{% unless b %}y{% endunless %}{% else %}z{% endif %}');
  const without = state.apply(unwrapPassage(state, 1));
  expect(toWording(without.doc)).toBe('x{% unless b %}y{% endunless %}z');
  let undone = without;
  undo(without, (change) => (undone = without.apply(change)));
  expect(toWording(undone.doc)).toBe(toWording(state.doc));
});

it('keeps every text showable as chips, whatever is deleted and pasted', () => {
  const wording = '{% if a %}x\n{{ b }}{% unless c %}y{% endunless %}{% else %}z{% endif %}\nfin {{ d }}';
  const size = toDocument(wording).content.size;
  const place = fc.nat({ max: size });
  fc.assert(
    fc.property(fc.array(fc.tuple(place, place, place), { maxLength: 6 }), (moves) => {
      let state = open(wording);
      for (const [one, two, target] of moves) {
        const within = (at: number) => Math.min(at, state.doc.content.size);
        const [from, to] = [one, two].map(within).toSorted((a, b) => a - b) as [number, number];
        const copied = toWording(state.doc.slice(from, to));
        const { doc } = state;
        const cut = TextSelection.between(doc.resolve(from), doc.resolve(to));
        state = state.apply(state.tr.setSelection(cut).deleteSelection());
        const put = TextSelection.near(state.doc.resolve(within(target)));
        state = state.apply(state.tr.setSelection(put).replaceSelection(toSlice(copied)));
        expect(readWording(toWording(state.doc))).toHaveProperty('pieces');
        expect(toDocument(toWording(state.doc)).childCount).toBe(state.doc.childCount);
      }
    }),
    { numRuns: 500 },
  );
});

it('changes the condition of a passage with its end, and keeps the rest', () => {
  const wording = '{%- if a -%}x{% elsif b %}y{% endif %}';
  expect(after(open(wording), (state) => setCondition(state, 1, { word: 'unless', condition: ready }))).toBe(
    '{%- unless deadline -%}x{% elsif b %}y{% endunless %}',
  );
  expect(after(open(wording), (state) => setCondition(state, 3, { word: 'elsif', condition: ready }))).toBe(
    '{%- if a -%}x{% elsif deadline %}y{% endif %}',
  );
});

it('gives a passage words for where its condition does not hold, and takes them away', () => {
  const state = open('{% if a %}x{% endif %}!');
  const both = state.apply(toggleOtherwise(state, 1));
  expect(toWording(both.doc)).toBe('{% if a %}x{% else %}…{% endif %}!');
  expect([hasOtherwise(state, 1), hasOtherwise(both, 1)]).toEqual([false, true]);
  expect(after(both, (one) => toggleOtherwise(one, 1))).toBe('{% if a %}x{% endif %}!');
  expect(after(open('{% if a %}\nx\n{% endif %}'), (one) => toggleOtherwise(one, 1))).toBe(
    '{% if a %}\nx\n{% else %}\n…\n{% endif %}',
  );
});

it('takes a condition away and leaves its words, or deletes them with it', () => {
  const wording = 'a {% if b %}x{% else %}y{% endif %} c';
  expect(after(open(wording), (state) => unwrapPassage(state, 3))).toBe('a xy c');
  expect(after(open(wording), (state) => deletePassage(state, 5))).toBe('a  c');
});

it.each([
  ['its condition', 3, 'x', 'a {% if b %}N{% else %}y{% endif %} c'],
  ['what holds otherwise', 5, 'y', 'a {% if b %}x{% else %}N{% endif %} c'],
  ['its end', 7, 'y', 'a {% if b %}x{% else %}N{% endif %} c'],
])(
  'selects the words of a passage by %s, and not its tags, so that what is typed leaves them',
  (_, at, words, typed) => {
    const state = open('a {% if b %}x{% else %}y{% endif %} c');
    const selected = state.apply(selectPassage(state, at));
    const { from, to } = selected.selection;
    expect(toWording(state.doc.slice(from, to))).toBe(words);
    expect(after(selected, ({ tr }) => tr.insertText('N'))).toBe(typed);
  },
);

it('selects the lines of a passage without those of its tags', () => {
  const state = open('{% if a %}\nx\ny\n{% endif %}');
  const selected = state.apply(selectPassage(state, 1));
  expect(after(selected, ({ tr }) => tr.insertText('N'))).toBe('{% if a %}\nN\n{% endif %}');
});

it('selects nothing of a passage that is empty but the place for its words', () => {
  const state = open('{% if a %}{% endif %}');
  const selected = state.apply(selectPassage(state, 1));
  expect(after(selected, ({ tr }) => tr.insertText('N'))).toBe('{% if a %}N{% endif %}');
});

it('writes another format into a chip and keeps it selected', () => {
  const state = open('{{ deadline }}');
  const changed = state.apply(setSource(state, 1, '{{ deadline | short_date }}'));
  expect(toWording(changed.doc)).toBe('{{ deadline | short_date }}');
  expect(changed.selection).toBeInstanceOf(NodeSelection);
});

it('takes no more characters than there may be, but a text from outside as it is', () => {
  const state = open('a'.repeat(199), [1, 1]);
  expect(toWording(type(state, 'bcd').doc)).toHaveLength(200);
  const longer = state.apply(replaceWording(state, toDocument('{% endif %}'.repeat(40))));
  expect(toWording(longer.doc)).toBe('{% endif %}'.repeat(40));
});

it.each([
  ['Avant le {{dat', 'dat'],
  ['Avant le {{ Date lim', 'Date lim'],
  ['/', ''],
  ['Voir /dat', 'dat'],
  ['et/ou', undefined],
  ['le 12/12', undefined],
  ['Avant / après', undefined],
  ['Avant /ceci et cela encore une fois', undefined],
])('looks at the caret of %p for something to insert', (wording, typed) => {
  const state = open(wording, [wording.length + 1, wording.length + 1]);
  expect(insertQueryAt(state)?.typed).toBe(typed);
});

describe('below a passage or a block that is last', () => {
  const passage = '{% if a %}x{% endif %}';
  const atEnd = (state: EditorState): EditorState => state.apply(state.tr.setSelection(Selection.atEnd(state.doc)));
  const enter = (state: EditorState): EditorState => {
    let split = state;
    splitBlock(state, (change) => (split = state.apply(change)));
    return split;
  };

  it.each([
    ['a passage', passage, `${passage}\nN`],
    ['a passage on several lines', '{% if a %}\nx\n{% endif %}', '{% if a %}\nx\n{% endif %}\nN'],
    ['a block', 'Bonjour\n{% block b %}', 'Bonjour\n{% block b %}\nN'],
    ['a passage and an empty line', `${passage}\n`, `${passage}\n\nN`],
    ['a passage within a line', `Bonjour ${passage}`, `Bonjour ${passage}N`],
    ['a block within a line', 'Bonjour {% block b %}', 'Bonjour {% block b %}N'],
  ])('there is a place to go on, of %s', (_, wording, written) => {
    const state = open(wording);
    expect(toWording(state.doc)).toBe(wording);
    expect(toWording(type(atEnd(state), 'N').doc)).toBe(written);
  });

  it('it is there as soon as the passage or the block is last', () => {
    const made = open('').apply(insertPassage(open(''), ready));
    expect(toWording(made.doc)).toBe('{% if deadline %}…{% endif %}');
    expect(toWording(type(atEnd(made), 'N').doc)).toBe('{% if deadline %}…{% endif %}\nN');
    const included = open('').apply(insertChip(open(''), '{% block b %}'));
    expect(toWording(type(atEnd(included), 'N').doc)).toBe('{% block b %}\nN');
    const typed = type(open(''), '{% if steps %}a');
    expect(toWording(type(atEnd(typed), 'N').doc)).toBe('{% if steps %}a{% endif %}\nN');
  });

  it('it is no part of the text while it is empty, and goes with the passage or what is written behind that', () => {
    const state = open(passage);
    const written = type(atEnd(state), 'N');
    const back = written.apply(written.tr.delete(written.selection.from - 1, written.selection.from));
    expect(toWording(back.doc)).toBe(passage);
    expect(after(state, (one) => unwrapPassage(one, 1))).toBe('x');
    expect(after(state, ({ tr }) => tr.insertText('!', 4))).toBe(`${passage}!`);
    const behind = state.apply(state.tr.setSelection(TextSelection.create(state.doc, 4)));
    expect(toWording(type(enter(behind), 'N').doc)).toBe(`${passage}\nN`);
    let undone = state.apply(unwrapPassage(state, 1));
    undo(undone, (change) => (undone = undone.apply(change)));
    expect(toWording(undone.doc)).toBe(passage);
    expect(undone.doc.eq(state.doc)).toBe(true);
  });

  it('a text from outside stays as it is', () => {
    const replaced = open(passage).apply(replaceWording(open(passage), toDocument('x\n')));
    expect(toWording(replaced.doc)).toBe('x\n');
    const other = replaced.apply(replaceWording(replaced, toDocument(`${passage}\n`)));
    expect(toWording(other.doc)).toBe(`${passage}\n`);
  });

  it('an empty line that is a part of the text stays one', () =>
    expect(after(open('x\n', [1, 2]), (state) => insertChip(state, '{% block b %}'))).toBe('{% block b %}\n'));

  it('it is not copied', () => {
    const copied = (state: EditorState) => copiedWording(state.selection.content(), state);
    const state = open(`x\n${passage}`);
    expect(copied(state.apply(state.tr.setSelection(new AllSelection(state.doc))))).toBe(`x\n${passage}`);
    const { size } = state.doc.content;
    const ended = TextSelection.create(state.doc, 1, size - 1);
    expect(copied(state.apply(state.tr.setSelection(ended)))).toBe(`x\n${passage}`);
    expect(copied(open('x\ny', [1, 4]))).toBe('x\n');
  });
});
