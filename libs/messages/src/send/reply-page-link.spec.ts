import { Keyring } from '@guichet/platform';
import { replyLink, isOurNotice } from './reply-page-link.js';

const keyring = new Keyring(Buffer.from('a secret of a test, long enough'));
const ID = '0199d0a0-1111-7000-8000-000000000000';
const link = replyLink(keyring, 'https://town.test/guichet', ID);
const isNotice = (text: string) =>
  isOurNotice(keyring, text, { organisation: 'Valbourg', reference: 'GCH-2026-000001' });

describe('a notice', () => {
  it.each([
    `Valbourg : une réponse vous attend pour le dossier GCH-2026-000001. Lisez-la ici : ${link}`,
    `An answer is waiting here: ${replyLink(keyring, 'http://127.0.0.1:3000', ID)}`,
  ])('says no more than that an answer is there: “%s”', (text) => expect(isNotice(text)).toBe(true));

  it.each([
    'Une réponse vous attend.',
    `Votre RSA est refusé : une réponse vous attend pour le dossier X. Lisez-la ici : ${link}`,
    `Valbourg : une réponse vous attend pour le dossier GCH-2026-000002. Lisez-la ici : ${link}`,
    `Mme Martin, votre RSA de 512 € est refusé. ${link}`,
    `Une réponse vous attend ici : ${link} Votre RSA est refusé.`,
    `Une réponse vous attend ici : RSA-refusé,${link}`,
    `Une réponse vous attend ici : ${link}\nVotre RSA est refusé.`,
  ])('is nothing else: “%s”', (text) => expect(isNotice(text)).toBe(false));

  it('has a link that we have made', () => {
    const elsewhere = replyLink(new Keyring(Buffer.from('the secret of somebody else, long')), 'https://town.test', ID);
    for (const wrong of [elsewhere, 'https://town.test/portal/replies/abc.def', `${link}a`, link.slice(0, -1)])
      expect(isNotice(`Une réponse vous attend ici : ${wrong}`)).toBe(false);
  });
});
