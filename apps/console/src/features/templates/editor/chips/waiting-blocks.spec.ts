import type { Language, TemplateVariant } from '@guichet/contracts';
import { waitingReason } from './waiting-blocks.js';

const variant = (language: Language, change: Partial<TemplateVariant> = {}): TemplateVariant => ({
  ...{ language, approved: null, open: null, withdrawn: false, stale: false, lacksBlock: null },
  ...change,
});
const open = (state: 'draft' | 'review') => ({ open: { number: 2, state } });

it.each([
  ['is written', [variant('fr', open('draft'))], 'draft'],
  ['waits for approval', [variant('fr', open('review'))], 'review'],
  ['was withdrawn and is written anew', [variant('fr', { withdrawn: true, ...open('draft') })], 'draft'],
  ['is written in another language only', [variant('en', { approved: 1 })], 'language'],
  ['has no translation any more', [variant('fr', { stale: true }), variant('en', { approved: 2 })], 'language'],
  ['is approved, but not in use today', [variant('fr', { approved: 1 })], 'validity'],
  ['was withdrawn', [variant('fr', { withdrawn: true }), variant('en', { approved: 1 })], undefined],
  ['was withdrawn in every language', [variant('en', { withdrawn: true })], undefined],
] as const)('says of a block that %s why it cannot be inserted', (_, variants, reason) =>
  expect(waitingReason({ variants: [...variants] }, 'fr')).toBe(reason),
);
