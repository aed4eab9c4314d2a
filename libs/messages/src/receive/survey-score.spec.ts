import { surveyScoreOf } from './survey-score.js';

describe('a score by message', () => {
  it.each<[number, string]>([
    [3, '3'],
    [1, ' 1 \n'],
    [3, '3.'],
    [2, '2 !'],
    [3, '3️⃣'],
    [3, '③'],
    [2, '2/3'],
    [2, '2 / 3'],
    [3, '3 sur 3'],
    [3, '3 out of 3'],
    [3, 'Note : 3'],
    [3, 'Note\u00a0: 3'],
    [2, 'ma note 2'],
    [1, 'Réponse : 1'],
    [1, 'Score=1'],
    [3, 'My rating: 3'],
    [3, '3 (bien)'],
    [3, '3 Bien'],
    [2, '2 – moyen'],
    [1, '1: badly'],
    [3, '3 merci'],
    [3, '3, merci beaucoup !'],
    [2, '2 thanks'],
    [3, '3. Thank you.'],
    [3, 'Note : 3/3 (bien), merci'],
    [2, 'Deux'],
    [3, 'three.'],
  ])('is %d as “%s”', (score, text) => {
    expect(surveyScoreOf(text)).toBe(score);
  });

  it.each([
    ...['', '0', '4', '5', '10', '33', '03', '-1', '+1', '2,5', '2.5', '1/2', '3/5', '4/5', '½', '3/3/2026'],
    ...['3 mal', '1 (bien)', '1 ou 2', '2 enfants', '3 rue des Lilas', 'le 3', '3 ?', '3 h', '3e', 'n° 3', '3€', 'A3'],
    ...['un merci', 'une', 'quatre', 'bien', 'merci', 'Note', 'trois enfants', '3 merci de me rappeler'],
    ...['3\nMais personne ne m’a rappelé', `3${' '.repeat(60)}`, '3 bien reçu', '3merci', 'note3'],
  ])('is not said by “%s”', (text) => {
    expect(surveyScoreOf(text)).toBeNull();
  });
});
