import { elideFrench } from './elide-french.js';

describe('the French « de » before what is filled in', () => {
  it.each([
    ['Message de Orange', { name: 'Orange' }, 'Message d’Orange'],
    ['Message de Élodie, repris de Ines', { name: 'Élodie', from: 'Ines' }, 'Message d’Élodie, repris d’Ines'],
    ['Message de Valbourg', { name: 'Valbourg' }, 'Message de Valbourg'],
    ['Réponse de Zoé : camino de agua', { name: 'Zoé', subject: 'camino de agua' }, 'Réponse de Zoé : camino de agua'],
    ['{{count}} dossiers de Léa', { count: 3, name: 'Léa' }, '{{count}} dossiers de Léa'],
  ])('%s', (text, values, elided) => expect(elideFrench(text, values)).toBe(elided));
});
