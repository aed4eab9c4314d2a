import type { MessageEntry } from '@guichet/contracts';
import { isReplacedByPage } from './replaced-by-page.js';

const notice = { level: 'notice', verbatim: true, page: 'La réponse.' };
const sent = (change: object) => ({ provenance: { ...notice, ...change } }) as unknown as MessageEntry;

it('gives the page the place of a notice alone', () => {
  expect(isReplacedByPage(sent({}))).toBe(true);
});

it.each([
  ['a notice to which the agent has added words', { verbatim: false }],
  ['a wording that the provider has approved', { level: 'full' }],
  ['a short wording', { level: 'short' }],
  ['a notice that leads nowhere', { page: undefined }],
])('leaves %s in its place', (_, change) => {
  expect(isReplacedByPage(sent(change))).toBe(false);
});

it('leaves what was made from no template in its place', () => {
  expect(isReplacedByPage({ provenance: null })).toBe(false);
});
