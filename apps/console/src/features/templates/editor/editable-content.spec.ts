import type { BlockKind, TemplateBlock } from '@guichet/contracts';
import { sourceOf } from './editable-content.js';

const block = (kind: BlockKind, full: string): TemplateBlock => ({ kind, full, short: null, mandatory: false });

describe('the source of a block', () => {
  const source = [block('greeting', 'Bonjour'), block('facts', 'un'), block('facts', 'deux')];
  const own = [block('facts', 'one'), block('facts', 'two'), block('greeting', 'Hello'), block('appeal', 'Contest')];

  it('is the one of its kind in its turn, wherever it was moved', () =>
    expect(own.map((_, index) => sourceOf(own, index, source)?.full)).toEqual(['un', 'deux', 'Bonjour', undefined]));
});
