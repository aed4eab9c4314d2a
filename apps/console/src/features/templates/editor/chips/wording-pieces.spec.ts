import { withCondition, withFilters, withWord } from './write-liquid-source.js';
import { conditionInWords, pairTags, piecesOf, readPiece, readWording } from './wording-pieces.js';

it('reads a variable and its filters, whatever their texts hold', () => {
  expect(readPiece('{{ days | counted: \'a|b\', "c" | capitalize }}')).toMatchObject({
    kind: 'value',
    name: 'days',
    filters: ['counted: \'a|b\', "c"', 'capitalize'],
  });
  expect(readPiece("{{ 'text' }}")).toMatchObject({ kind: 'code' });
});

it('reads which shared block is included', () => {
  const source = '{%- block 0192f0c1-7a3e-7c10-8f00-9238906e5e24 -%}';
  expect(readPiece(source)).toEqual({ kind: 'block', source, id: '0192f0c1-7a3e-7c10-8f00-9238906e5e24' });
  expect(readWording(`Bonjour. ${source}`)).toHaveProperty('pieces');
});

it.each([
  ['{% if deadline %}', { names: ['deadline'], joiner: 'and' }],
  ['{%- unless  steps  or place -%}', { names: ['steps', 'place'], joiner: 'or' }],
  ['{% elsif a and b and c %}', { names: ['a', 'b', 'c'], joiner: 'and' }],
  // Only its code says in which order these are read, or what is compared.
  ['{% if a and b or c %}', undefined],
  ['{% if days > 3 %}', undefined],
  ['{% else %}', undefined],
])('reads which variables decide in %p', (source, condition) => {
  expect(readPiece(source)).toMatchObject({ kind: 'tag', condition });
});

it.each([
  ['Bonjour {{ deadline', { reason: 'unclosed' }],
  ['{% if deadline %}a', { reason: 'unpaired' }],
  ['a{% endif %}', { reason: 'unpaired' }],
  ['{% if a %}x{% endunless %}', { reason: 'unpaired' }],
  ['{% if a %}x{% else %}y{% else %}z{% endif %}', { reason: 'unpaired' }],
  ['{% for a in b %}x{% endfor %}', { reason: 'tag', name: 'for' }],
])('leaves %p in code and says why', (source, onlyAsCode) => {
  expect(readWording(source)).toEqual({ onlyAsCode });
});

it('shows a filter or a condition that it does not know within its passage', () => {
  expect(readWording('{% if days > 3 %}{{ a | b | c: 1 }}{% elsif x %}y{% endif %}')).toHaveProperty('pieces');
});

it('pairs the tags of passages within passages', () => {
  const pieces = piecesOf('{% if a %}{% unless b %}x{% endunless %}{% else %}y{% endif %}');
  expect(pairTags(pieces)).toEqual({
    passages: [
      { opening: 1, middles: [], closing: 3 },
      { opening: 0, middles: [4], closing: 6 },
    ],
    strays: [],
  });
});

it('changes what a tag or a chip says and leaves its braces as they are', () => {
  const condition = { names: ['place', 'desk'], joiner: 'or' } as const;
  expect(withCondition('{%- if deadline-%}', { word: 'unless', condition })).toBe('{%- unless place or desk-%}');
  expect(withFilters({ source: '{{deadline|date}}', name: 'deadline' }, ['short_date'])).toBe(
    '{{deadline | short_date}}',
  );
  expect(withFilters({ source: '{{- deadline -}}', name: 'deadline' }, [])).toBe('{{- deadline -}}');
  expect(withWord('{%- endif -%}', 'endunless')).toBe('{%- endunless -%}');
});

it.each([
  ['deadline', '<deadline>'],
  ['steps  or place', '<steps> ou <place>'],
  ['a and b and c', '<a> et <b> et <c>'],
  // What comes first is joined to all that follows.
  ['a and b or c', '<a> et (<b> ou <c>)'],
  ['a or b and c and d', '<a> ou (<b> et <c> et <d>)'],
  ['days > 3', 'days > 3'],
])('says in words what decides in %p', (asked, said) => {
  expect(conditionInWords(asked, { name: (name) => `<${name}>`, and: 'et', or: 'ou' })).toBe(said);
});
