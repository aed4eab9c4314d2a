import { strongWords } from './bold-preview-text.js';

it('shows what WhatsApp draws as strong, and asterisks that are none of it', () => {
  expect(strongWords('Avant le *18 décembre 2026* : 3 * 4 * 5, a*b*c.', 'whatsapp')).toEqual([
    { text: 'Avant le ', strong: false },
    { text: '18 décembre 2026', strong: true },
    { text: ' : 3 * 4 * 5, a*b*c.', strong: false },
  ]);
});

it('leaves the asterisks where they are drawn as they are', () => {
  expect(strongWords('Avant le *18*', 'sms')).toEqual([{ text: 'Avant le *18*', strong: false }]);
});
