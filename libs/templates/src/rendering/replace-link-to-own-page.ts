import type { Language } from '@guichet/contracts';

/** What the secure page of a reply says in the place of its own address: whoever reads it follows no link to where they are. */
const HERE: Record<Language, string> = { fr: 'vous y êtes', en: 'you are on it' };

const escaped = (link: string): string => link.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** Writes a text as it stands on the page to which `link` leads. An address that only begins alike is another one, and stays. */
export const onOwnPage = (text: string, link: string, language: Language): string =>
  text.replace(new RegExp(`${escaped(link)}(?![\\w/?#&=%-])`, 'g'), HERE[language]);

const ANCHOR = /<a href="([^"]*)"[^>]*>([^<]*)<\/a>/g;

/** The same of HTML, where the address may be a link. */
export const htmlOnOwnPage = (html: string, link: string, language: Language): string =>
  onOwnPage(
    html.replace(ANCHOR, (anchor, target: string) => (target === link ? HERE[language] : anchor)),
    link,
    language,
  );
