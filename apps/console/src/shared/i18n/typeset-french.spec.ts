import { typesetFrench } from './typeset-french.js';

describe('French words', () => {
  it('never leave a sign alone at the beginning of a line', () =>
    expect(typesetFrench('Objet : « Oui » ; 12 % ?')).toBe('Objet\u00a0: «\u00a0Oui\u00a0»\u202f; 12\u00a0%\u202f?'));
  it('leave commands and times as they are written', () =>
    expect(typesetFrench('{% if deadline %} à 08:30')).toBe('{% if deadline %} à 08:30'));
});
