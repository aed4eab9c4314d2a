import { languageOfOwnWords } from './language-of-own-words.js';

/** Replies as agents write them, long enough to be certain. */
const FRENCH = [
  'Bonjour Monsieur Smith, votre demande pour The Garden School est bien arrivée au service des écoles, qui vous répondra.',
  'Bonjour,\n\nVotre dossier est complet, nous vous enverrons la carte avant la fin du mois.\n\nCordialement',
  'Madame, la salle des fêtes est libre le samedi 14. Pour la réserver, vous devez déposer un chèque de caution en mairie.',
  'Nous avons bien reçu votre signalement : les agents de la voirie passeront demain matin pour reboucher le trou.',
  'Il manque un justificatif de domicile de moins de trois mois. Vous pouvez nous l’envoyer en réponse à ce message.',
  'Merci de votre message. Le bac jaune est ramassé le mardi, et le bac gris le jeudi, sauf les jours fériés.',
  'L’inscription au périscolaire se fait sur le portail https://www.the-portal.example/for/you ou au guichet de la mairie, avec votre livret de famille.',
  'Le passeport de votre fille est prêt. Elle peut le retirer avec vous, sans rendez-vous, du lundi au vendredi.',
  'Nous ne pouvons pas donner suite à votre demande, car le terrain est situé dans une zone où il est interdit de bâtir.',
  'Je transmets votre question à ma collègue du service de l’état civil, qui vous répondra dans les meilleurs délais.',
  'Pour un acte de naissance, indiquez vos nom, prénoms et date de naissance ainsi que ceux de vos parents. Il est gratuit.',
  'La collecte des encombrants a lieu le premier lundi du mois. Déposez-les la veille au soir devant chez vous.',
];
const ENGLISH = [
  'Hello,\n\nYour file is complete, and we will send you the card before the end of the month.\n\nKind regards',
  'The community hall is free on Saturday 14. To book it, you must leave a deposit at the town hall with your form.',
  'We have received your report: the roads team will come tomorrow morning to fill in the hole in front of your house.',
  'One proof of address is missing. You can send it to us by replying to this message, or bring it to the town hall.',
  'Thank you for your message. The yellow bin is collected on Tuesday and the grey one on Thursday, but not on holidays.',
  'You can register on the portal https://portail.mairie.example/la/page/des/demandes or at the desk of the town hall, with your family record book.',
  'Your daughter’s passport is ready. She can collect it with you from Monday to Friday, and no appointment is needed.',
  'We cannot agree to your request, because the land is in an area where it is forbidden to build anything.',
  'I am passing your question to my colleague in the registry office, who will answer you as soon as possible.',
  'For a birth certificate, please give your name, date of birth and the names of your parents. It is free of charge.',
];
/** Of which nobody can be certain: too short, names, addresses, two languages, or a third one. */
const UNCERTAIN = [
  '',
  'Bonjour, merci. Cordialement',
  'Thank you, see you on Monday.',
  'Oui, c’est bien noté.',
  'Yes, that is fine with us.',
  'Mairie de Valbourg\n12 rue de la République\n21000 Valbourg\nTél. 03 80 00 00 00\ncontact@valbourg.example',
  'Service des écoles, 3 place du Marché, 69001 Lyon, bâtiment B, escalier 2, 4e étage, porte gauche, code 12A45',
  'The Old Mill House, 24 High Street, Oxford OX1 4AB, United Kingdom. Attn: Mr John William Smith, Head of Office',
  'Jean-Baptiste de la Fontaine, Marie-Claude Le Bihan, Anne-Sophie Dupont-Durand, Mohammed Ben Ali, Nguyen Van Thanh',
  'Bonjour,\n\nVotre dossier est complet, nous vous enverrons la carte.\n\nHello,\n\nYour file is complete, and we will send you the card.',
  'La mairie est ouverte du lundi au vendredi. The town hall is open from Monday to Friday. Merci, thank you.',
  'Vous nous avez écrit : “I would like to know if the town hall is open on Saturday and if you can send me the form.”',
  'We quote: « Le maire peut, par arrêté, interdire la circulation sur les voies de la commune pour des motifs de sécurité »',
  '> Bonjour, je voudrais savoir si la mairie est ouverte le samedi et si vous pouvez m’envoyer le formulaire.\nYes, it is.',
  'CNI, passeport, livret de famille, justificatif de domicile, timbre fiscal, photo d’identité, Cerfa n° 12100*02',
  'Passport, family record book, proof of address, tax stamp, identity photo, form no. 12100*02, birth certificate',
  'Dear Mrs Le Goff, your request for the school of La Croix-Rouge has been received by the schools department.',
  'Guten Tag, Ihr Antrag ist vollständig, wir senden Ihnen die Karte vor Ende des Monats. Mit freundlichen Grüßen',
  'Buenos días, su expediente está completo y le enviaremos la tarjeta antes de que termine el mes. Saludos, la alcaldía',
  'Buenos días, le confirmo que la solicitud que nos ha enviado para su hijo ha sido aceptada por la comisión y que el pago se hará en el mes de enero.',
  'Buongiorno, la sua pratica è completa e le invieremo la carta entro la fine del mese. Non deve fare altro. Il comune',
  'Bom dia, o seu processo está completo e enviaremos o cartão antes do fim do mês. Com os melhores cumprimentos.',
  'مرحبا، ملفك كامل وسنرسل لك البطاقة قبل نهاية الشهر. مع أطيب التحيات من بلدية فالبورغ وشكرا جزيلا لكم',
  'Réf. GCH-2026-000123 / 45 € / 12.12.2026 / 14 h 30 – 16 h 00 / salle B / dossier 4512 / lot 8 / parcelle AB 123',
  'https://www.service-public.fr/particuliers/vosdroits/F1341 https://www.valbourg.example/demarches/etat-civil/actes',
];

describe('the language of what an agent has written', () => {
  it.each(FRENCH)('is French: %s', (text) => expect(languageOfOwnWords(text)).toBe('fr'));
  it.each(ENGLISH)('is English: %s', (text) => expect(languageOfOwnWords(text)).toBe('en'));
  it.each(UNCERTAIN)('is not certain: %s', (text) => expect(languageOfOwnWords(text)).toBeUndefined());

  it('is that of their own sentences, not of those that the template says', () => {
    const [template, own] = [ENGLISH[0]!, FRENCH[3]!];
    expect(languageOfOwnWords(`${template}\n\n${own}`, template)).toBe('fr');
    expect(languageOfOwnWords(template, template)).toBeUndefined();
    expect(languageOfOwnWords(`${template}\nMerci.`, template)).toBeUndefined();
  });

  it('is known by the beginning of a long reply, of which no more is read', () =>
    expect(languageOfOwnWords(`${FRENCH.join('\n')}\n${'mot '.repeat(20_000)}`)).toBe('fr'));
});
