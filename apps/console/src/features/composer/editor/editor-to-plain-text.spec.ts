import { editorToPlainText, type Node } from './editor-to-plain-text.js';

const words = (text: string): Node => ({ type: 'text', text });
const paragraph = (...content: Node[]): Node => ({ type: 'paragraph', content });
const item = (...content: Node[]): Node => ({ type: 'listItem', content });
const said = (...content: Node[]) => editorToPlainText({ type: 'doc', content });

describe('the words of the editor', () => {
  it('part paragraphs by a blank line, and keep lines apart', () =>
    expect(said(paragraph(words('Bonjour,')), paragraph(words('une'), { type: 'hardBreak' }, words('deux')))).toBe(
      'Bonjour,\n\nune\ndeux',
    ));
  it('keep an empty paragraph', () =>
    expect(said(paragraph(words('a')), { type: 'paragraph' }, paragraph(words('b')))).toBe('a\n\n\n\nb'));
  it('write lists as templates do', () =>
    expect(
      said(
        paragraph(words('Il manque :')),
        { type: 'bulletList', content: [item(paragraph(words('un'))), item(paragraph(words('deux')))] },
        { type: 'orderedList', content: [item(paragraph(words('signer'))), item(paragraph(words('renvoyer')))] },
      ),
    ).toBe('Il manque :\n\n- un\n- deux\n\n1. signer\n2. renvoyer'));
  it('set a list in a list in', () =>
    expect(
      said({
        type: 'bulletList',
        content: [item(paragraph(words('un')), { type: 'bulletList', content: [item(paragraph(words('a')))] })],
      }),
    ).toBe('- un\n  - a'));
  it('mark what is quoted', () =>
    expect(said({ type: 'blockquote', content: [paragraph(words('a')), paragraph(words('b'))] })).toBe('> a\n> \n> b'));
});
