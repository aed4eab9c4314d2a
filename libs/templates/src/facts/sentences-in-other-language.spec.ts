import { TemplateContent, type Language } from '@guichet/contracts';
import { seeds } from '../seed/index.js';
import { sentencesInOtherLanguage } from './sentences-in-other-language.js';

const found = (full: string, { language, sourceLanguage }: Record<'language' | 'sourceLanguage', Language>) =>
  sentencesInOtherLanguage(TemplateContent.parse({ blocks: [{ kind: 'facts', full }] }), {
    language,
    sourceLanguage,
  }).map(({ data }) => data['texts']);
const inEnglish = { language: 'en', sourceLanguage: 'fr' } as const;

describe('a translation', () => {
  it.each([
    'Pensez à vos pièces.',
    'La piscine est fermée du 3 au 7 mai.',
    'Votre demande {{ reference }} est enregistrée.',
    'Merci de votre patience.',
  ])('that keeps %j has a sentence of its source', (sentence) => {
    expect(found(`The pool is closed this week. ${sentence}`, inEnglish)).toEqual([
      [sentence.replace('{{ reference }} ', '')],
    ]);
    expect(found(sentence, { language: 'fr', sourceLanguage: 'fr' })).toEqual([]);
  });

  it('that keeps the subject or the salutation of its source is told apart by them', () => {
    const kept = (subject: string, full: string) =>
      sentencesInOtherLanguage(TemplateContent.parse({ subject, blocks: [{ kind: 'facts', full }] }), inEnglish).map(
        ({ where, data }) => [where?.wording, data['texts']],
      );
    expect(kept('Fermeture de la piscine', 'Bonjour,\n\nThe pool is closed this week.')).toEqual([
      ['subject', ['Fermeture de la piscine']],
      ['full', ['Bonjour,']],
    ]);
    expect(kept('The pool of Rue de la Paix', 'Hello {{ name }},\n\nThe pool is closed this week.')).toEqual([]);
  });

  it.each([
    ['Horaires d’ouverture', true],
    ['Votre dossier {{ reference }}', true],
    ['Valbourg', false],
    ['Mairie Valbourg', false],
    ['{{ reference }}', false],
    ['Opening hours', false],
  ])('whose subject is %j still is asked about where its source has the same: %s', (subject, isAsked) => {
    const content = TemplateContent.parse({ subject, blocks: [{ kind: 'facts', full: 'The pool is closed.' }] });
    const original = isAsked || subject !== 'Opening hours' ? { subject } : { subject: 'Horaires d’ouverture' };
    expect(sentencesInOtherLanguage(content, { ...inEnglish, original }).map(({ where }) => where?.wording)).toEqual(
      isAsked ? ['subject'] : [],
    );
    expect(sentencesInOtherLanguage(content, inEnglish)).toEqual([]);
  });

  it.each([
    'Write to the Mairie de Valbourg, 3 rue de la Paix.',
    'Mairie de Valbourg, 3 rue de la Paix',
    'Ask for the form “Demande de dérogation pour les écoles de la ville”.',
    'Please call Camille Delorme.',
    'See service-public.fr for details.',
  ])('that says %j is translated', (sentence) => {
    expect(found(sentence, inEnglish)).toEqual([]);
  });

  it('that keeps how its source names whoever has no other function is told apart by that', () => {
    const signature =
      '{{ agent_name }}, {% if agent_role %}{{ agent_role }}{% else %}agent du service{% endif %}\n{{ service }}';
    expect(
      found(`Kind regards,\n${signature}`, inEnglish)
        .flat()
        .map((text) => String(text).trim()),
    ).toEqual([', agent du service']);
    expect(
      found(`Kind regards,\n${signature.replace('agent du service', 'member of the department')}`, inEnglish),
    ).toEqual([]);
  });

  it('into French names the English sentences that it keeps', () => {
    expect(
      found('La piscine est fermée. Please bring your documents with you.', { language: 'fr', sourceLanguage: 'en' }),
    ).toEqual([['Please bring your documents with you.']]);
  });

  it('of a shipped template keeps none of its source', () => {
    const kept = seeds.flatMap(({ key, fr, en }) =>
      sentencesInOtherLanguage(en, { ...inEnglish, original: fr }).map(({ data }) => [key, data['texts']]),
    );
    expect(kept).toEqual([]);
  });
});
