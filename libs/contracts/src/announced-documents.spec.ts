import { announcedDocument, lacksDocument } from './announced-documents.js';

it.each([
  ['Vous trouverez ci-joint votre attestation.', 'ci-joint'],
  ['Les pièces ci‑jointes sont à signer.', 'ci-jointes'],
  ['Votre acte est joint à ce message.', 'est joint à'],
  ['Le formulaire en pièce jointe est à remplir.', 'en pièce jointe'],
  ['Please find attached your certificate.', 'find attached'],
  ['Your certificate is enclosed.', 'is enclosed'],
  ['We attach the form.', 'We attach'],
])('reads that %p comes with a document', (wording, words) => {
  expect(announcedDocument(wording)).toBe(words);
});

it.each([
  'Joignez-nous au 03 80 00 00 00.',
  'Envoyez-nous un justificatif de domicile en le joignant à votre réponse.',
  'Vous pouvez le joindre par téléphone.',
  'Send us the form, with a photo attached to it.',
])('does not take %p for a text with a document', (wording) => {
  expect(announcedDocument(wording)).toBeUndefined();
});

describe('a reply from a template that speaks of a document', () => {
  const reply = {
    needsDocument: true,
    files: 0,
    text: 'Voir https://town.test/a.',
    templateText: 'Voir https://town.test/a.',
  };
  it('lacks it without a file or a link of its own', () => {
    expect(lacksDocument(reply)).toBe(true);
    expect(lacksDocument({ ...reply, files: 1 })).toBe(false);
    expect(lacksDocument({ ...reply, text: 'Voir https://town.test/a, et https://town.test/b.pdf' })).toBe(false);
    expect(lacksDocument({ ...reply, needsDocument: false })).toBe(false);
  });
});
