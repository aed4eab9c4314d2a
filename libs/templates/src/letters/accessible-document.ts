import { plainText } from '../rendering/value-marks.js';

/** What an accessible document says of itself. */
export interface DocumentProperties {
  title: string;
  author: string;
  createdAt: Date;
  /** A language tag such as `fr-FR`. */
  locale: string;
}

/**
 * An empty A4 document that declares PDF/UA-1; whoever draws it tags it. pdfkit is loaded with the first one, as many towns never need
 * any.
 */
export async function accessibleDocument(properties: DocumentProperties): Promise<PDFKit.PDFDocument> {
  const { default: PDFDocument } = await import('pdfkit');
  return new PDFDocument({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    // No font but those that are embedded.
    font: '',
    pdfVersion: '1.7',
    tagged: true,
    lang: properties.locale,
    displayTitle: true,
    // The types of pdfkit know only its subsets for archives.
    subset: 'PDF/UA' as 'PDF/A-1',
    info: {
      Title: named(properties.title),
      Author: named(properties.author),
      CreationDate: properties.createdAt,
    },
  });
}

/**
 * Removes characters that a document property may not contain, because pdfkit writes properties into XML without
 * escaping them.
 */
export const named = (text: string): string =>
  plainText(text)
    .toWellFormed()
    .replace(/[<>&\uFFFE\uFFFF]/g, (sign) => ({ '<': '‹', '>': '›', '&': '+' })[sign] ?? '');
