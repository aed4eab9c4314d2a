import { stripDiacritics } from '@guichet/ui';

/** A text as it is compared: without accents, and with a space where words are joined. */
export const searchable = (text: string) => stripDiacritics(text).replace(/['’-]/g, ' ');

/** Whether a word of the label begins with the searched text. */
export const matchesLabel = (label: string, wanted: string) => ` ${searchable(label)}`.includes(` ${wanted}`);
