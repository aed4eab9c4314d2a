import { TemplateContent } from '@guichet/contracts';
import { checkMeaning } from '../facts/check-meaning.js';

describe('what an approver is asked about', () => {
  const asked = (full: string, short: string) =>
    checkMeaning(TemplateContent.parse({ blocks: [{ kind: 'facts', full, short, mandatory: true }] }), {
      language: 'fr',
      sourceLanguage: 'fr',
    })
      .filter(({ severity }) => severity === 'warning')
      .map(({ data }) => [data['about'], data['full'], data['short']]);

  it('has amounts as they are said, where words around them are quoted', () =>
    expect(
      asked(
        'L’aide est réservée aux foyers dont les revenus ne dépassent pas 1 500 € par mois.',
        'Aide réservée aux foyers gagnant 1 500 € par mois ou plus.',
      ),
    ).toContainEqual(['denied', ['ne dépassent pas 1 500 €'], ['1 500 €']]));

  it('has dates that stand for variables by the names of these', () =>
    expect(
      asked(
        'À la réunion du {{ received_on }}, chacun parle au plus 3 minutes.',
        'Réunion {{ received_on }} : 3 minutes chacun minimum.',
      ),
    ).toContainEqual(['bound', expect.anything(), [expect.stringContaining('{{ received_on }}')]]));

  it('has variables by their names', () => {
    const questions = asked(
      'La réservation {{ reference }} est confirmée pour au plus 80 personnes.',
      'Réservation {{ reference }} confirmée : 80 personnes minimum.',
    );
    expect(questions).toEqual([['bound', [expect.any(String)], ['Réservation {{ reference }} confirmée : 80']]]);
  });
});
