import { isFoldable } from './is-foldable-notice.js';

const notice = {
  level: 'notice',
  page: 'Madame, il nous manque une pièce.',
  text: 'Une réponse vous attend : https://x',
} as const;

it('a notice is folded while it stands there as it was rendered, and never with words of the agent', () => {
  expect(isFoldable(notice, `${notice.text}\n`)).toBe(true);
  expect(isFoldable(notice, `Bonjour.\n\n${notice.text}`)).toBe(false);
  expect(isFoldable({ ...notice, level: 'full' }, notice.text)).toBe(false);
  expect(isFoldable({ ...notice, page: null }, notice.text)).toBe(false);
});
