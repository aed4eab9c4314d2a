import { TemplateContent } from '@guichet/contracts';
import { checkMeaning } from '../facts/check-meaning.js';
import { compareWordedConditions } from './compare-worded-conditions.js';

describe('a condition of a short text', () => {
  it('is asked about where the full text has another one', () => {
    expect(
      compareWordedConditions(
        'Exonération dès lors que vous payez un prestataire.',
        'Exonération si vous compostez.',
        'fr',
      ),
    ).toEqual([{ about: 'conditional', full: ['vous payez un prestataire'], short: ['vous compostez'] }]);
    expect(compareWordedConditions('Free if you live in the town.', 'Free if you work.', 'en')).toHaveLength(1);
  });

  it('is the same in other words of one stem, and no word that only begins like one', () => {
    expect(compareWordedConditions("Venez si vous l'acceptez.", "Venez en cas d'acceptation.", 'fr')).toEqual([]);
    expect(compareWordedConditions('Signez si besoin.', 'Signature à Dijon.', 'fr')).toEqual([]);
  });
});

describe('a short text that says the contrary', () => {
  const isAsked = (full: string, short: string) =>
    checkMeaning(TemplateContent.parse({ blocks: [{ kind: 'facts', full, short }] }), {
      language: 'fr',
      sourceLanguage: 'fr',
    }).length > 0;

  it.each([
    ['Nous regrettons de ne pouvoir y donner une suite favorable.', 'Demande acceptée.'],
    ["Votre candidature n'a pu être retenue.", 'Candidature retenue.'],
    ['Votre recours est irrecevable.', 'Recours recevable.'],
    ["Vous n'êtes pas éligible à l'aide.", "Vous êtes éligible à l'aide."],
    ['Les groupes réunissent au minimum 10 personnes.', 'Groupes de 10 pers. maximum.'],
    ['Le nombre maximal de participants est de 30.', '30 participants minimum.'],
    ['Le montant plafond est de 500 euros.', 'Montant plancher : 500 €.'],
    ['Le passage ne pourra être inférieur à 2 mètres.', 'Passage : 2 m max.'],
    ['La collecte a lieu les semaines paires.', 'Collecte semaines impaires.'],
  ])('%s and %s are asked about', (full, short) => expect(isAsked(full, short)).toBe(true));

  it.each([
    ['Le passage ne pourra être inférieur à 2 mètres.', 'Passage : 2 m minimum.'],
    ["L'effectif maximal est de 30.", 'Effectif : 30 max.'],
    ["Votre fils est né. Il peut s'inscrire.", "Votre fils est né et peut s'inscrire."],
  ])('%s and %s are not', (full, short) => expect(isAsked(full, short)).toBe(false));
});
