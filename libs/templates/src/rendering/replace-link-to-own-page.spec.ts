import { htmlOnOwnPage, onOwnPage } from './replace-link-to-own-page.js';

const link = 'https://guichet.test/portal/replies/k3v9x2';

it('says that the reader is there in the place of the address of the page', () => {
  expect(onOwnPage(`Cette décision est aussi sur votre page : ${link}.`, link, 'fr')).toBe(
    'Cette décision est aussi sur votre page : vous y êtes.',
  );
  expect(onOwnPage(`Find this message here: ${link}`, link, 'en')).toBe('Find this message here: you are on it.');
});

it('ends the sentence that had no full stop after the address', () => {
  expect(onOwnPage(`Ici : ${link}\n\nÀ bientôt : ${link} !`, link, 'fr')).toBe(
    'Ici : vous y êtes.\n\nÀ bientôt : vous y êtes !',
  );
  expect(htmlOnOwnPage(`<p>Ici : <a href="${link}">${link}</a></p>`, link, 'fr')).toBe('<p>Ici : vous y êtes.</p>');
});

it('leaves the links to other pages, with what stands in them', () => {
  const html = `<p>Ici : <a href="${link}">${link}</a>, là : <a href="${link}/pdf">le PDF</a>, <a href="https://a.test">a</a></p>`;
  expect(htmlOnOwnPage(html, link, 'fr')).toBe(
    `<p>Ici : vous y êtes, là : <a href="${link}/pdf">le PDF</a>, <a href="https://a.test">a</a></p>`,
  );
});
