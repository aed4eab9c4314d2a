import { segments } from './split-reply-text.js';

const of = (text: string, kind: string) =>
  segments(text)
    .filter((segment) => segment.kind === kind)
    .map((segment) => segment.text)
    .join('')
    .trim();
const joined = (text: string) =>
  segments(text)
    .map((segment) => segment.text)
    .join('');

const INTRODUCTIONS = [
  'On Mon, 2 Nov 2026 at 09:15, Anna Smith <anna@example.org> wrote:',
  'On Mon, 2 Nov 2026 at 09:15, Anna Smith\n<anna@example.org>\nwrote:',
  'Le lun. 2 nov. 2026 à 09:15, Anna <anna@example.org> a écrit :',
  'Le 2 novembre 2026 à 09:15, Anna <anna@example.org>\na écrit :',
  'Am 02.11.2026 um 09:15 schrieb Anna <anna@example.org>:',
  'El lun, 2 nov 2026 a las 9:15, Anna (<anna@example.org>) escribió:',
  'Il giorno lun 2 nov 2026 alle ore 09:15 Anna <anna@example.org> ha scritto:',
  'Em seg., 2 de nov. de 2026 às 09:15, Anna <anna@example.org> escreveu:',
  'Op ma 2 nov. 2026 om 09:15 schreef Anna <anna@example.org>:',
  'Den man. 2. nov. 2026 kl. 09.15 skrev Anna <anna@example.org>:',
  'pon., 2 lis 2026 o 09:15 Anna <anna@example.org> napisał(a):',
  'пн, 2 нояб. 2026 г. в 09:15, Anna <anna@example.org>:',
  'Am 02.11.2026 um 09:15 schrieb Bürgerservice der Stadt:',
  'Op ma 2 nov. 2026 om 09:15 schreef Gemeente Utrecht:',
  'Service urbanisme a écrit le 02/11/2026 09:15 :',
  'Mairie (état civil) <mairie@ville.example> a écrit le lun. 2 nov. 2026 à 09:15 :',
  'Le 02/11/2026 à 09:15, Service des eaux a écrit :',
  'ma 2. marrask. 2026 klo 9.15 Anna <anna@example.org> kirjoitti:',
  '-----Original Message-----\nFrom: Anna <anna@example.org>\nSent: Monday',
  "-------- Message d'origine --------\nDe : Anna",
  'De : Anna <anna@example.org>\nEnvoyé : lundi 2 novembre 2026 09:15\nÀ : Mairie\nObjet : Demande',
  'Von: Anna <anna@example.org>\nGesendet: Montag, 2. November 2026 09:15\nAn: Rathaus\nBetreff: Anfrage',
  '________________________________\nFrom: Anna <anna@example.org>\nSent: Monday, November 2, 2026 9:15 AM\nTo: x\nSubject: y',
];

describe('the text of a reply', () => {
  // Threats: M15.
  it.each(INTRODUCTIONS)('is what stands above %j', (introduction) => {
    const text = `Merci, c'est fait.\n\n${introduction}\n\nBonjour, où en êtes-vous ?\n`;
    expect(of(text, 'visible')).toBe("Merci, c'est fait.");
    expect(joined(text)).toBe(text);
  });

  it.each([
    'Cordialement,\nZoé Martin',
    '-- \nZoé Martin\nMairie',
    'Envoyé de mon iPhone',
    'Sent from my Galaxy',
    'Mit freundlichen Grüßen\nZoé',
    '—\nZoé\n06 39 98 00 00',
  ])('ends before the signature %j', (signature) => {
    const text = `Bonjour, c'est fait.\n\n${signature}\n`;
    expect(of(text, 'visible')).toBe("Bonjour, c'est fait.");
    expect(of(text, 'signature')).toBe(signature);
  });

  // Threats: M15.
  it.each([
    'On the other hand, I agree:\nfirst point\nsecond point',
    'Le problème est le suivant :\nla porte ne ferme pas',
    'Bonjour,\n-- premier point\n-- second point\nMerci',
    'Envoyé de mon bureau, ce message est urgent.',
    'Voici :\n\n----\n\nun tableau\n\n====\n\nfin',
    'Cordialement,\nZoé\n\nPS : mon numéro a changé, rappelez-moi au 06 39 98 00 00.',
    'De : ma fenêtre je vois tout\net ce n’est pas un en-tête',
    'Date : lundi\nObjet : la réunion',
    'Bonjour,\nUn bus le matin :\nDe : rue des Lilas, à 8h30\nÀ : école Ferry, à 8h50\nMerci',
    'Bonjour,\nMon adresse change.\nDe : ancien@example.org\nÀ : nouveau@example.org\nMerci',
    'Bonjour,\nJe déménage.\nDe : 12 rue des Lilas\nÀ : 3 rue du Puits\nDate : 12/05/2026\nMerci de tout changer',
    'Bonjour,\nDe : Jean Dupont\nÀ : Monsieur le Maire\nObjet : logement\n\nJe vous écris au sujet de…',
    'Bonjour,\nLe 12/05/2026, votre service urbanisme m’a écrit :\nle dossier est complet.\nOr il ne l’est pas.',
    'Bonjour,\nLe 12/05/2026, le service des eaux a écrit :\nle compteur est faux.\nJe conteste.',
    'Hello,\nOn 12/05/2026 the housing service wrote:\nall is well.\nIt is not.',
  ])('is shown whole when in doubt: %j', (text) => expect(of(text, 'visible')).toBe(text));

  it('keeps answers between the quotes', () => {
    const text = 'Le 2 novembre 2026 à 09:15, Anna <anna@example.org> a écrit :\n> A ?\n\noui\n\n> B ?\n\nnon\n';
    expect(of(text, 'visible').replace(/\s+/g, ' ')).toBe('oui non');
    expect(joined(text)).toBe(text);
  });

  it('keeps an answer below the signature of the quote', () => {
    const text = '> Bonjour\n> -- \n> Anna\n\nMa réponse est en dessous.\n';
    expect(of(text, 'visible')).toBe('Ma réponse est en dessous.');
  });

  it('is shown whole when all of it is a quote', () => {
    const text = '> seulement\n> une citation\n';
    expect(segments(text)).toEqual([{ kind: 'visible', text }]);
  });

  it.each([
    '---------- Message transféré ----------\nDe : Anna <anna@example.org>\nDate : lun. 2 nov. 2026 à 09:15\nObjet : Demande\nÀ : <mairie@ville.example>\n\nBonjour',
    '\n\n________________________________\nDe : Anna <anna@example.org>\nEnvoyé : lundi 2 novembre 2026 09:15\nÀ : Mairie\nObjet : Demande\n\nBonjour',
    'Envoyé de mon iPhone\n\nDébut du message transféré :\n\nDe: Anna <anna@example.org>\nObjet: Demande\nDate: 2 novembre 2026 à 09:15\n\nBonjour',
    '-- \nZoé Martin\nMairie de Ville\n\n-------- Message transféré --------\nSujet : Demande\nDate : lundi 2 novembre 2026 09:15\nDe : Anna <anna@example.org>\n\nBonjour',
    'Cordialement,\nZoé\n\nDe : Anna <anna@example.org>\nEnvoyé : lundi 2 novembre 2026 09:15\nÀ : Mairie\nObjet : Demande\n\nBonjour',
  ])('is shown whole when it only forwards: %j', (text) => expect(of(text, 'visible')).toBe(text.trim()));

  it('leaves out what is forwarded below a word of the sender', () => {
    const text = 'Pour vous.\n\n-------- Message transféré --------\nDe : Anna <anna@example.org>\n\nBonjour\n';
    expect(of(text, 'visible')).toBe('Pour vous.');
  });

  // Threats: M14.
  it('is empty when there is none', () => expect(segments('')).toEqual([]));
});
