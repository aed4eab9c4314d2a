import { healthIn, healthInFileName, healthTopicsIn } from './health-in-text.js';

const topicsIn = (text: string) => healthIn(text).map(({ topic }) => topic);

describe('what is said of somebody’s health', () => {
  it.each([
    ['votre voisine suit une chimiothérapie', 'cancer'],
    ['He has Alzheimer’s and forgets things.', 'memory'],
    ['D’après votre dossier MDPH, vous avez droit à la carte.', 'disability'],
    ['Elle est SCHIZOPHRÈNE.', 'mind'],
    ['Nous avons noté votre hospitalisation.', 'illness'],
    ['Monsieur est en cure de désintoxication', 'addiction'],
  ])('is found: %s', (text, topic) => {
    expect(topicsIn(text)).toContain(topic);
  });

  it.each([
    'La gratuité s’applique aux titulaires de l’allocation aux adultes handicapés.',
    'Le dépistage du cancer est gratuit pour tous les habitants.',
    'En cas de maladie, prévenez la crèche.',
    'Aucun diagnostic médical n’est demandé.',
    'Le Centre hospitalier, 2 rue de la Santé.',
    'The vaccination is free for people with diabetes.',
  ])('is no rule for all: %s', (text) => {
    expect(topicsIn(text)).toEqual([]);
  });

  it('is shown as it is written', () => {
    expect(healthIn('Bœuf. Votre Épilepsie le permet.')).toEqual([{ topic: 'nerves', text: 'Épilepsie' }]);
  });

  it('is in the name of a file', () => {
    expect(healthInFileName('PAI_diabete_CE2.pdf').map(({ topic }) => topic)).toContain('diabetes');
    expect(healthInFileName('menu_decembre.pdf')).toEqual([]);
  });

  it('was raised by whoever touches its topic', () => {
    expect([...healthTopicsIn('mon AVC, et la MDPH')]).toEqual(['nerves', 'disability']);
  });
});
