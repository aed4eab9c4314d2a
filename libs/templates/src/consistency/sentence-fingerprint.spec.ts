import { readPassage } from './read-passage.js';

const haveSameWords = (a: string, b: string, language: 'fr' | 'en' = 'fr') =>
  readPassage(a, language).words === readPassage(b, language).words;

describe('the words of a sentence, in order', () => {
  it.each([
    ['Le passeport pour un adulte coûte 86 €.', 'Passeport pour adulte, coûte 86 €.'],
    ['Le délai pour contester est de deux mois.', 'Délai pour contester : 2 mois…'],
    ['Bonjour Madame Dupont, la carte est à retirer au guichet.', 'Carte à retirer au guichet.'],
    ['Votre rendez-vous est fixé au 9 décembre à 10 h.', 'Votre rendez-vous est fixé au 3 janvier à 10 h.'],
    ['Votre demande VAL-2026-118 est ouverte.', 'Votre demande VAL-2026-241 est ouverte.'],
  ])('are the same but for what says nothing and what is one’s own: %s', (a, b) => {
    expect([haveSameWords(a, b), haveSameWords(b, a)]).toEqual([true, true]);
  });

  it.each([
    ['Le propriétaire doit signer le formulaire.', 'Le locataire doit signer le formulaire.'],
    ['Le passeport est à retirer à la mairie du 3e arrondissement.', 'Le passeport est à retirer à la mairie du 8e arrondissement.'],
    ['Présentez-vous au 14 rue Pasteur, premier étage.', 'Présentez-vous au 14 rue Pasteur, deuxième étage.'],
    ['Le badge est valable jusqu’au 30 juin 2027.', 'Le badge est valable à compter du 30 juin 2027.'],
    ['La permanence est reportée au 14 janvier 2027.', 'La permanence est reportée au 14 juin 2027.'],
    ['En cas de pluie, la fête est annulée.', 'La fête est annulée.'],
    ['Le tribunal a été saisi.', 'Le tribunal n’a pas encore été saisi.'],
    ['Le vendeur paie le transfert, l’acheteur ne paie rien.', 'L’acheteur paie le transfert, le vendeur ne paie rien.'],
    ['Réglez le timbre, puis prenez rendez-vous.', 'Prenez rendez-vous, puis réglez le timbre.'],
    ['Le guichet est ouvert de la gare à la poste.', 'Le guichet est ouvert de la poste à la gare.'],
    ['Nous vous renverrons le formulaire signé sous deux semaines.', 'Vous nous renverrez le formulaire signé sous deux semaines.'],
    ['Ne signez pas le formulaire mais gardez le reçu deux mois.', 'Signez le formulaire mais ne gardez pas le reçu deux mois.'],
    ['Vous devez déposer votre demande avant le 31 mars 2027.', 'Vous devez déposer votre demande avant le 31 mai 2027.'],
    ['Présentez-vous chez le notaire le 31 mars 2027.', 'Présentez-vous chez le notaire le 31 mai 2027.'],
  ])('are not the same where it says something else: %s', (a, b) => {
    expect([haveSameWords(a, b), haveSameWords(b, a)]).toEqual([false, false]);
  }); // prettier-ignore

  it('are read in English, too', () => {
    expect(haveSameWords('There is no right of appeal.', 'There is a right of appeal.', 'en')).toBe(false);
    expect(haveSameWords('Please send a proof of address.', 'Send proof of address', 'en')).toBe(true);
    expect(haveSameWords('We will send you the form.', 'You will send us the form.', 'en')).toBe(false);
  });

  it('are kept as one hash', () => {
    const { words } = readPassage('Madame Martin habite 12 rue des Tilleuls, à Dijon.', 'fr');
    expect(words).toMatch(/^[\da-f]{16}$/);
  });
});
