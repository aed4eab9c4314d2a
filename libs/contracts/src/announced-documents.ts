/** How a wording says that a document comes with it, in French and in English. Words of another letter on either side are no such words. */
const ANNOUNCED =
  /(?<!\p{L})(?:ci-(?:joint|inclus|annex)(?:e|s|es|é|ée|és|ées)?|(?:est|sont) jointe?s? (?:à|au)|jointe?s? (?:à ce|au présent|à la présente)|en pièces? jointes?|(?:is|are|find|have) (?:attached|enclosed)|(?:i attach|we attach|we enclose|attached (?:is|are|to this|you will find)|enclosed (?:is|are|with this|you will find)))(?!\p{L})/iu;

/** Returns the words by which a wording announces a document; undefined where it announces none. */
export const announcedDocument = (wording: string): string | undefined =>
  ANNOUNCED.exec(wording.normalize('NFC').replaceAll('\u2011', '-'))?.[0];

const LINK = /https?:\/\/[^\s<>"»]+[^\s<>"».,;:!?)]/g;
const linksIn = (text: string): string[] => text.match(LINK) ?? [];

/** A reply from a template, and what goes with it. */
export interface ReplyWithFiles {
  needsDocument: boolean;
  /** How many files are sent. */
  files: number;
  /** The text as it is sent, and as the template had it. */
  text: string;
  templateText: string;
}

/** Does a reply lack the document of which its template speaks? A link that the agent has added leads to one. */
export const lacksDocument = ({ needsDocument, files, text, templateText }: ReplyWithFiles): boolean =>
  needsDocument && files === 0 && linksIn(text).every((link) => linksIn(templateText).includes(link));
