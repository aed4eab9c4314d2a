import type { Attachment, Language } from '@guichet/contracts';

interface PdfTexts {
  /** The language as documents name it. */
  locale: string;
  participants: string;
  /** At what time the case was as the document shows it, and who exported it. */
  asOf: (at: string, name: string) => string;
  /** Before the number of all pages. */
  page: (number: number) => string;
  /** Why a file cannot be had; nothing is said of one that can. */
  fileState: Record<Exclude<Attachment['state'], 'ready'> | 'purged', string>;
  /** A letter with its number of pages. */
  letter: (pages: number) => string;
  /** Where the files are. */
  filesInZip: string;
  /** Said where a character was replaced. */
  codes: string;
}

const fr: PdfTexts = {
  locale: 'fr-FR',
  participants: 'Participants',
  asOf: (at, name) => `Ce document présente le dossier tel qu’il était le ${at}. Il a été exporté par ${name}.`,
  page: (number) => `Page ${number} sur`,
  fileState: {
    locked: 'verrouillé, car un virus a été détecté',
    waiting: 'en attente de l’analyse antivirus',
    pending: 'pas encore transmis par le fournisseur',
    lost: 'n’a pas pu être transmis par le fournisseur',
    purged: 'n’est plus conservé',
  },
  letter: (pages) => `Lettre · ${pages} ${pages > 1 ? 'pages' : 'page'}`,
  filesInZip:
    'Les fichiers, les lettres et les messages d’origine ne figurent pas dans ce document. L’export ZIP du dossier les contient ; les empreintes SHA-256 permettent de vérifier que ce sont les mêmes.',
  codes:
    'Certains caractères n’existent pas dans les polices de ce document. Leur code Unicode les remplace, entre crochets.',
};

const en: PdfTexts = {
  locale: 'en-GB',
  participants: 'Participants',
  asOf: (at, name) => `This document shows the case as it was on ${at}. It was exported by ${name}.`,
  page: (number) => `Page ${number} of`,
  fileState: {
    locked: 'locked, because a virus was found',
    waiting: 'waiting for the virus scanner',
    pending: 'not yet delivered by the provider',
    lost: 'could not be delivered by the provider',
    purged: 'no longer stored',
  },
  letter: (pages) => `Letter · ${pages} ${pages === 1 ? 'page' : 'pages'}`,
  filesInZip:
    'The files, the letters and the original messages are not part of this document. The ZIP export of the case contains them; the SHA-256 digests show whether they are the same.',
  codes: 'The fonts of this document lack some characters. Their Unicode codes replace them, in square brackets.',
};

/** The texts that only the PDF of a case has; all others are those of the archive. */
export const pdfTexts: Record<Language, PdfTexts> = { fr, en };
