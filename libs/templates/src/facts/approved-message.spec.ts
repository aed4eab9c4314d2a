import { TemplateContent } from '@guichet/contracts';
import { checkProviderTemplate } from './check-meaning.js';

const message = {
  ...{ name: 'suivi', language: 'fr', header: 'Dossier {{1}}', text: 'Bonjour {{1}}, votre réponse est prête.' },
  buttons: ['Répondre', 'https://guichet.test/portal/replies/{{1}}'],
};
const found = (...values: string[]) =>
  checkProviderTemplate(
    TemplateContent.parse({
      blocks: [{ kind: 'facts', full: 'Dossier {{ reference }} : rendez-vous le {{ deadline }}.' }],
      whatsapp: { name: 'suivi', language: 'fr', values },
    }),
    [message],
    { language: 'fr', sourceLanguage: 'fr' },
  ).map(({ code, data }) => [code, data['count'] ?? data['missing']]);

it('finds no fault in an approved message of which a button leads to the page of the reply', () => {
  expect(found('{{ reference }}', '{{ citizen_name }}', '{{ reply_link }}')).toEqual([]);
});

it('finds facts that an approved message leaves out, where none of its blanks leads to them', () => {
  expect(found('{{ reference }}', '{{ citizen_name }}', 'faq').map(([code]) => code)).toEqual(['facts-differ']);
});

it('counts the blanks of header, text and buttons', () => {
  expect(found('{{ reference }}')).toEqual([['whatsapp-blanks', 3]]);
});
