import { fillProviderTemplate, providerBlanks, providerText, valuesOfBlanks } from './provider-templates.js';

const template = {
  header: 'Dossier {{1}}',
  text: 'Bonjour {{2}}, votre {{1}} est prêt, {{2}}.',
  buttons: ['Répondre', 'https://town.test/replies/{{1}}', 'https://town.test/faq'],
};
const values = ['GCH-1', 'acte', 'Zoé', 'abc'];

it('has the blanks of the header, then of the text, then of the buttons', () => {
  expect(providerBlanks(template)).toEqual([
    { part: 'header', number: 1 },
    { part: 'body', number: 1 },
    { part: 'body', number: 2 },
    { part: 'button', number: 2 },
  ]);
  expect(providerBlanks({ text: 'Votre dossier {{ 1 }} est prêt.' })).toEqual([{ part: 'body', number: 1 }]);
});

it('is filled part by part, and leaves what has no value', () => {
  expect(fillProviderTemplate(template, values)).toEqual({
    header: 'Dossier GCH-1',
    text: 'Bonjour Zoé, votre acte est prêt, Zoé.',
    buttons: ['Répondre', 'https://town.test/replies/abc', 'https://town.test/faq'],
  });
  expect(fillProviderTemplate({ text: 'Bonjour {{1}}.' }, [' ']).text).toBe('Bonjour {{1}}.');
});

it('takes of a whole address what the button does not have already', () => {
  const whole = values.with(3, 'https://town.test/replies/abc');
  expect(valuesOfBlanks(template, whole).at(-1)).toEqual({ part: 'button', number: 2, value: 'abc' });
});

it('says what the citizen reads, with the addresses of its buttons', () => {
  expect(providerText(template, values)).toBe(
    'Dossier GCH-1\n\nBonjour Zoé, votre acte est prêt, Zoé.\n\nhttps://town.test/replies/abc\n\nhttps://town.test/faq',
  );
  expect(providerText({ text: 'Bonjour {{1}}.' }, ['Zoé'])).toBe('Bonjour Zoé.');
});
