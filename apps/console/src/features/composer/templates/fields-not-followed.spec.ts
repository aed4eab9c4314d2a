import { fieldsNotFollowed } from './fields-not-followed.js';

const names = (text: string, said: readonly string[]) =>
  fieldsNotFollowed(text, [{ name: 'field', said: [...said] }]).map(({ name }) => name);

describe('a field that the text does not follow', () => {
  it('is one whose value is not in it, or not in each place', () => {
    const said = ['15 décembre 2026'];
    expect(names('Avant le 15 décembre\u00A02026, merci.', said)).toEqual([]);
    expect(names('Avant le 10 décembre 2026, merci.', said)).toEqual(['field']);
    expect(names('Merci.', said)).toEqual(['field']);
    expect(names('Avant le 15 décembre 2026. Le 10 décembre 2026, tout s’arrête.', [...said, ...said])).toEqual([
      'field',
    ]);
  });

  it('is none that the template does not say', () => expect(names('Merci.', [])).toEqual([]));

  it('is no number within another one', () => {
    expect(names('Il manque 12 pièces.', ['2'])).toEqual(['field']);
    expect(names('Il manque 2 pièces.', ['2'])).toEqual([]);
  });

  it('is no list to which the agent has added something, or which they have numbered', () => {
    const said = ['- Un acte\n- Un livret'];
    expect(names('Il manque :\n1. Un acte\n2. Un plan\n3. Un livret', said)).toEqual([]);
    expect(names('Il manque :\n- Un acte', said)).toEqual(['field']);
  });
});
