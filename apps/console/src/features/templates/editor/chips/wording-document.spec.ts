import fc from 'fast-check';
import { EditorState } from '@tiptap/pm/state';
import { seeds } from '../../../../../../../libs/templates/src/seed/index.js';
import { sourcesOf } from '../../../../../../../libs/templates/src/rendering/render.js';
import { chipsIn, passagesIn, toDocument, toSlice, toWording } from './wording-document.js';
import { readWording } from './wording-pieces.js';

const shipped = seeds.flatMap(({ fr, en }) =>
  [fr, en].flatMap((content) => sourcesOf(content).map(({ source }) => source)),
);

/** Pieces of wordings, well and badly made, in any order. */
const token = fc.constantFrom(
  ...[
    '{{ deadline }}',
    '{{-reference-}}',
    "{{ notice_days | counted: 'jour', 'jours' }}",
    '{{\n court | of }}',
    '{{ 3 }}',
  ],
  ...['{% if deadline %}', '{%- if a and b -%}', '{% unless steps %}', '{% elsif place or desk %}', '{% else %}'],
  ...[
    '{% endif %}',
    '{% endunless %}',
    '{% for x in y %}',
    '{{',
    '}}',
    '{%',
    '%}',
    '{',
    '**',
    '\n',
    '{% block b %}',
    '\r\n',
    '\u00a0',
    'عربي',
  ],
);
const wording = fc
  .array(fc.oneof(token, fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' })))
  .map((pieces) => pieces.join(''));

it.each([...new Set(shipped)])('shows %p as chips and gives it back, character by character', (source) => {
  expect(readWording(source)).toHaveProperty('pieces');
  expect(toWording(toDocument(source))).toBe(source);
});

it('gives back whatever was written, character by character', () => {
  fc.assert(
    fc.property(wording, (source) => {
      const document = toDocument(source);
      document.check();
      expect(toWording(document)).toBe(source);
    }),
    { numRuns: 2_000 },
  );
});

it('makes a chip of each variable and each tag', () => {
  const document = toDocument('Avant le {{ deadline }}.\n{% if steps %}{{ steps }}{% else %}Rien.{% endif %}');
  // The second line is a passage: below it is a place to go on.
  expect(document.childCount).toBe(3);
  expect(chipsIn(document).map(({ piece }) => piece.kind)).toEqual(['value', 'tag', 'value', 'tag', 'tag']);
});

it('pastes nothing that closes or divides the passage around it', () => {
  expect(toWording(toSlice('a{% endif %}b{% else %}c'))).toBe('abc');
  expect(toWording(toSlice('{% if deadline %}a{{ deadline }}'))).toBe('a{{ deadline }}');
  expect(toWording(toSlice('{% if deadline %}a{% endif %}\r\nb'))).toBe('{% if deadline %}a{% endif %}\nb');
});

it('cuts a passage from another and keeps both whole', () => {
  const document = toDocument('{% if a %}x{% if b %}y{% endif %}{% endif %}');
  const [inner, outer] = passagesIn(document);
  expect([inner?.opening.at, inner?.closing.at, outer?.opening.at, outer?.closing.at]).toEqual([3, 5, 1, 6]);
  const state = EditorState.create({ doc: document });
  const cut = document.slice(inner!.opening.at, inner!.closing.at + 1);
  expect(toWording(cut)).toBe('{% if b %}y{% endif %}');
  expect(toWording(state.tr.delete(inner!.opening.at, inner!.closing.at + 1).doc)).toBe('{% if a %}x{% endif %}');
});
