import { lacksLink } from './lacks-link.js';

const rendered = 'Bonjour,\n\nLa réponse complète : https://valbourg.example/r/abc\n\nLe service';

describe('a link of a template', () => {
  it('is there as long as its address is, whatever is written around it', () => {
    expect(lacksLink(rendered, rendered)).toBe(false);
    expect(lacksLink(rendered, 'Voir (https://valbourg.example/r/abc).')).toBe(false);
    expect(lacksLink('Bonjour', 'Bonsoir')).toBe(false);
  });

  it('is missed where its paragraph or a part of its address was removed', () => {
    expect(lacksLink(rendered, 'Bonjour,\n\nLe service')).toBe(true);
    expect(lacksLink(rendered, 'Voir https://valbourg.example/r/ab')).toBe(true);
  });
});
