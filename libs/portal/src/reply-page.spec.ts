import { Organisation } from '@guichet/contracts';
import { replyPage } from './reply-page.js';

const organisation = Organisation.parse({ name: 'Valbourg', timeZone: 'Europe/Paris' });
const pageOf = (language: 'fr' | 'en', sentAt: string) =>
  replyPage({ language, subject: 'Votre demande', html: '<p>Oui.</p>', sentAt: new Date(sentAt) }, organisation);

it.each([
  ['fr', '2026-12-01T09:00:00Z', '1er décembre 2026'],
  ['fr', '2026-12-11T09:00:00Z', ' 11 décembre 2026'],
  ['en', '2026-12-01T09:00:00Z', '1 December 2026'],
] as const)('a page in %s of %s says when it was sent: %s', (language, sentAt, day) => {
  expect(pageOf(language, sentAt)).toContain(day);
});
