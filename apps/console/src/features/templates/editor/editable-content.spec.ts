import { TemplateContent, type BlockKind, type TemplateBlock } from '@guichet/contracts';
import { leftOutVariables, sourceOf, toEditable, toTemplateContent } from './editable-content.js';

const block = (kind: BlockKind, full: string): TemplateBlock => ({ kind, full, short: null, mandatory: false });

describe('the source of a block', () => {
  const source = [block('greeting', 'Bonjour'), block('facts', 'un'), block('facts', 'deux')];
  const own = [block('facts', 'one'), block('facts', 'two'), block('greeting', 'Hello'), block('appeal', 'Contest')];

  it('is the one of its kind in its turn, wherever it was moved', () =>
    expect(own.map((_, index) => sourceOf(own, index, source)?.full)).toEqual(['un', 'deux', 'Bonjour', undefined]));
});

describe('the variables that a short wording may leave out', () => {
  it.each([
    [
      'are those of the full wording that it does not say',
      'Venez {{ place }}, {{ desk | capitalize }}.',
      'Venez {{ place }}.',
      ['desk'],
    ],
    ['are none where it says them all', '{{ place }}', 'Ici : {{place}}', []],
    ['are none where the block is left out, or has no short wording of its own', '{{ place }}', '', []],
    ['nor where it has no short wording of its own', '{{ place }}', null, []],
  ])('%s', (_, full, short, expected) => expect(leftOutVariables({ full, short })).toEqual(expected));

  it('are no longer those that it says again', () => {
    const written = {
      ...block('facts', '{{ place }} {{ desk }}'),
      short: '{{ place }}',
      mayLeaveOut: ['place', 'desk'],
    };
    const content = toEditable(TemplateContent.parse({ blocks: [written] }));
    expect(toTemplateContent(content).blocks[0]!.mayLeaveOut).toEqual(['desk']);
  });
});
