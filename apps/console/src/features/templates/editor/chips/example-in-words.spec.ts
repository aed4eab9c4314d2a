import type { TemplateVariable } from '@guichet/contracts';
import { exampleInWords } from './example-in-words.js';

const words = (type: TemplateVariable['type'], fr: string, en = fr) =>
  (['fr', 'en'] as const).map((language) => exampleInWords({ type, example: { fr, en } }, language));

it('writes dates and times as the language of the template does', () => {
  expect(words('date', '2026-11-23')).toEqual(['23 novembre 2026', '23 November 2026']);
  expect(words('date', '2026-12-01')).toEqual(['1er décembre 2026', '1 December 2026']);
  expect(words('time', '09:12')).toEqual(['9\u00a0h\u00a012', '09:12']);
});

it('writes yes of what is ticked or not', () => expect(words('flag', 'yes')).toEqual(['oui', 'yes']));

it('shows the beginning of what is long, and the first of several lines', () => {
  expect(words('list', 'Un plan\nUne photo', 'A plan\nA photo')).toEqual(['Un plan …', 'A plan …']);
  expect(words('text', 'Mairie annexe, 4 rue des Lilas')[0]).toBe('Mairie annexe, 4 rue des L');
});
