import type { SaidValue } from '@guichet/contracts';
import { fieldsNotFollowed } from './fields-not-followed.js';

const value = (text: string, before = '', behind = ''): SaidValue => ({ text, before, behind });
const field = (name: string, said: readonly SaidValue[]) => ({ name, label: name, said: [...said] });
const names = (text: string, said: readonly SaidValue[]) =>
  fieldsNotFollowed(text, [field('field', said)], {}).map(({ name }) => name);

describe('a field that the text does not follow', () => {
  it('is one whose value is not in it, or not in each place', () => {
    const said = [value('15 décembre 2026')];
    expect(names('Avant le 15 décembre\u00A02026, merci.', said)).toEqual([]);
    expect(names('Avant le 10 décembre 2026, merci.', said)).toEqual(['field']);
    expect(names('Merci.', said)).toEqual(['field']);
    expect(names('Avant le 15 décembre 2026. Le 10 décembre 2026, tout s’arrête.', [...said, ...said])).toEqual([
      'field',
    ]);
  });

  it('is one whose value only stands where the agent has written the same', () => {
    const count = [value('2', 'manque', 'pièces')];
    expect(names('Il manque 2 pièces.', count)).toEqual([]);
    expect(names('Il manque encore : 2 pièces.', count)).toEqual([]);
    expect(names('Il vous manque (2) documents.', count)).toEqual([]);
    expect(names('Il manque deux pièces. Venez au guichet 2 de la mairie.', count)).toEqual(['field']);
    expect(names('Le montant est de 50 € (45 € plus 5 € de frais).', [value('45', 'de')])).toEqual(['field']);
  });

  it('is none that the template does not say', () => expect(names('Merci.', [])).toEqual([]));

  it('is no number within another one', () => {
    expect(names('Il manque 12 pièces.', [value('2')])).toEqual(['field']);
    expect(names('Il manque 2 pièces.', [value('2')])).toEqual([]);
  });

  it('is no list to which the agent has added something, or which they have numbered', () => {
    const said = [value('- Un acte\n- Un livret', 'manque')];
    expect(names('Il manque :\n1. Un acte\n2. Un plan\n3. Un livret', said)).toEqual([]);
    expect(names('Il manque :\n- Un acte', said)).toEqual(['field']);
  });
});

describe('a field that was emptied', () => {
  const former = value('10 décembre 2026', 'le');
  const still = (text: string, others: readonly SaidValue[] = []) =>
    fieldsNotFollowed(text, [field('deadline', []), field('meeting', others)], {
      deadline: [value('10 décembre 202', 'le'), former, value('1', 'le')],
    });

  it('is one of which the text still says the value', () => {
    expect(still('Le silence de la mairie, le 10 décembre 2026, vaut accord.')).toEqual([
      { name: 'deadline', label: 'deadline', said: [], still: '10 décembre 2026' },
    ]);
  });

  it('is none where it is gone, stands elsewhere, or is said by another field', () => {
    expect(still('Merci. Apportez 1 document.')).toEqual([]);
    expect(still('Nous avons reçu votre courrier du 10 décembre 2026.')).toEqual([]);
    expect(still('Nous vous recevrons le 10 décembre 2026.', [former])).toEqual([]);
  });
});
