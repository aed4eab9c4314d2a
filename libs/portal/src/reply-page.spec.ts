import { Organisation } from '@guichet/contracts';
import { replyPage } from './reply-page.js';

const organisation = Organisation.parse({ name: 'Valbourg', timeZone: 'Europe/Paris' });
const fileLinkOf = (id: string) => `https://town.test/portal/files/${id}?a&b`;
const pageOf = (language: 'fr' | 'en', sentAt: string) =>
  replyPage(
    { language, subject: 'Votre demande', html: '<p>Oui.</p>', sentAt: new Date(sentAt), files: [] },
    { organisation, fileLinkOf },
  );

it.each([
  ['fr', '2026-12-01T09:00:00Z', '1er décembre 2026'],
  ['fr', '2026-12-11T09:00:00Z', ' 11 décembre 2026'],
  ['en', '2026-12-01T09:00:00Z', '1 December 2026'],
] as const)('a page in %s of %s says when it was sent: %s', (language, sentAt, day) => {
  expect(pageOf(language, sentAt)).toContain(day);
});

it('lists the files with their sizes, whatever their names hold, and none where there is none', () => {
  const files = [
    { id: 'one', name: 'copie <b>.pdf', size: 2_400_000 },
    { id: 'two', name: 'annexe.txt', size: 187 },
  ];
  const reply = { language: 'fr', subject: '', html: '<p>Oui.</p>', sentAt: new Date(), files } as const;
  const page = replyPage(reply, { organisation, fileLinkOf });
  expect(page).toContain('Fichiers joints</h2>');
  expect(page).toContain('<a href="https://town.test/portal/files/one?a&#38;b"><bdi>copie &#60;b&#62;.pdf</bdi></a>');
  expect(page.match(/<li>.*?<\/li>/g)).toHaveLength(2);
  expect(replyPage({ ...reply, files: [] }, { organisation, fileLinkOf })).not.toContain('Fichiers joints');
});

it.each([
  [0, 'read this reply.'],
  [1, 'read this reply and open its file.'],
  [2, 'read this reply and open its files.'],
])('with %i files warns that whoever has the link can %s', (count, words) => {
  const files = Array.from({ length: count }, (_, at) => ({ id: `f${at}`, name: 'plan.pdf', size: 187 }));
  const reply = { language: 'en', subject: '', html: '<p>Yes.</p>', sentAt: new Date(), files } as const;
  expect(replyPage(reply, { organisation, fileLinkOf })).toContain(`anyone who has it can ${words}`);
});
