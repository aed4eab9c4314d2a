/**
 * Returns a text as people type it who look for it: without accents, capitals and ligatures, and with the apostrophe of the keyboard in the
 * place of a typographic one. PostgreSQL's `folded` does the same.
 */
export const foldForSearch = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replace(/[‘’ʼ]/g, "'");
