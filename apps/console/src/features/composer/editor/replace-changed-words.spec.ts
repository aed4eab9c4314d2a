import { getSchema } from '@tiptap/core';
import { EditorState, TextSelection } from '@tiptap/pm/state';
import StarterKit from '@tiptap/starter-kit';
import fc from 'fast-check';
import type { Node } from './editor-to-plain-text.js';
import { replaceChangedWords } from './replace-changed-words.js';

const schema = getSchema([StarterKit]);
const words = (text: string, isBold = false) => ({ type: 'text', text, ...(isBold && { marks: [{ type: 'bold' }] }) });
const paragraph = (...content: Node[]): Node => ({ type: 'paragraph', content });
const item = (text: string): Node => ({ type: 'listItem', content: [paragraph(words(text))] });
const letter = (...content: Node[]) => schema.nodeFromJSON({ type: 'doc', content });

/** The words before and behind the caret, once the letter that it stands in reads as another one. */
function aroundCaret(before: Node[], after: Node[], caretBehind: string): [string, string] {
  const doc = letter(...before);
  let at = 0;
  doc.descendants(({ text }, place) => {
    const found = text?.indexOf(caretBehind) ?? -1;
    if (found >= 0) at = place + found + caretBehind.length;
  });
  const state = EditorState.create({ doc, selection: TextSelection.create(doc, at) });
  const changed = state.apply(replaceChangedWords(state.tr, letter(...after)));
  expect(changed.doc.toJSON()).toEqual(letter(...after).toJSON());
  const { from } = changed.selection;
  return [
    changed.doc.textBetween(0, from, '|', '/'),
    changed.doc.textBetween(from, changed.doc.content.size, '|', '/'),
  ];
}

const dated = (date: string, amount: string, own = 'Je vous appelle demain.') => [
  paragraph(words(`Votre dossier est attendu le ${date}.`)),
  paragraph(words(own)),
  paragraph(words(`Il reste ${amount} euros.`)),
];

it('the caret stays in the own words of the agent, between two values that change', () => {
  const around = aroundCaret(dated('[date]', '[montant]'), dated('3 mai', '120'), 'vous app');
  expect(around).toEqual(['Votre dossier est attendu le 3 mai.|Je vous app', 'elle demain.|Il reste 120 euros.']);
});

it('the caret stays in the sentence of a value, before it and behind it', () => {
  const [behindDate] = aroundCaret(dated('[date]', '1'), dated('3 mai', '1'), '[date].');
  expect(behindDate).toBe('Votre dossier est attendu le 3 mai.');
  const [beforeDate] = aroundCaret(dated('[date]', '1'), dated('3 mai', '1'), 'Votre dos');
  expect(beforeDate).toBe('Votre dos');
});

it('a space that was just typed at the end of a line stays, and the caret behind it', () => {
  const state = (...content: Node[]) => {
    const doc = letter(...content);
    return EditorState.create({ doc, selection: TextSelection.create(doc, doc.child(0).nodeSize - 1) });
  };
  const typing = (own: string) => state(paragraph(words(own)), paragraph(words('Le [date].')));
  const replaced = (before: EditorState, own: string) => {
    const changed = before.apply(
      replaceChangedWords(before.tr, letter(paragraph(words(own)), paragraph(words('Le 3 mai.')))),
    );
    return changed.apply(changed.tr.insertText('guichet')).doc.textBetween(0, changed.doc.content.size + 7, '|');
  };
  expect(replaced(typing('Ou au '), 'Ou au')).toBe('Ou au guichet|Le 3 mai.');
  expect(replaced(typing('Ou au '), 'Ou au ')).toBe('Ou au guichet|Le 3 mai.');
  expect(replaced(typing('Ou au'), 'Ou au')).toBe('Ou auguichet|Le 3 mai.');
});

it('the caret stays where a paragraph comes in before it, or leaves', () => {
  const more = [paragraph(words('Bonjour,')), ...dated('3 mai', '1')];
  expect(aroundCaret(dated('3 mai', '1'), more, 'vous app')[0]).toMatch(/^Bonjour,.*Je vous app$/);
  expect(aroundCaret(more, dated('3 mai', '1'), 'vous app')[0]).toMatch(/^Votre.*Je vous app$/);
});

it('the caret stays in a sentence while a field before it becomes a list, and one behind it changes', () => {
  const before = [paragraph(words('Il manque [pièces]')), ...dated('[date]', '[montant]', 'Ou au')];
  const list = { type: 'bulletList', content: [item('un plan'), item('une photo')] };
  const after = [paragraph(words('Il manque')), list, ...dated('3 mai', '120', 'Ou au')];
  const [ahead, behind] = aroundCaret(before, after, 'Ou au');
  expect([ahead.split('|').at(-1), behind]).toEqual(['Ou au', '|Il reste 120 euros.']);
});

it('lists, bold words and doubled letters read as they should', () => {
  const list = (...texts: string[]) => ({ type: 'bulletList', content: texts.map(item) });
  const before = [list('un plan', 'une photo'), paragraph(words('aab'), words('gras', true))];
  const after = [list('un plan', 'un acte', 'une photo'), paragraph(words('aaab'), words('gras'))];
  expect(aroundCaret(before, after, 'une ph')[0]).toMatch(/une ph$/);
});

it('any letter becomes any other one', () => {
  const text = fc.string({ minLength: 1, maxLength: 6, unit: fc.constantFrom('a', 'b', '\u{1F600}') });
  const block = fc.oneof(
    fc
      .array(fc.tuple(text, fc.boolean()), { maxLength: 3 })
      .map((runs) => paragraph(...runs.map((run) => words(...run)))),
    fc.array(text, { minLength: 1, maxLength: 3 }).map((texts) => ({ type: 'bulletList', content: texts.map(item) })),
  );
  const document = fc.array(block, { minLength: 1, maxLength: 4 }).map((blocks) => letter(...blocks));
  fc.assert(
    fc.property(document, document, (before, after) => {
      const state = EditorState.create({ doc: before });
      expect(replaceChangedWords(state.tr, after).doc.eq(after)).toBe(true);
    }),
    { numRuns: 300 },
  );
});
