/**
 * Makes the spaces before high French punctuation and inside guillemets no-break spaces. Liquid commands stay as they
 * are.
 */
export const typesetFrench = (french: string) =>
  french
    .replace(/ (?=[:»]|%(?!\}))/g, '\u00a0')
    .replace(/« /g, '«\u00a0')
    .replace(/ (?=[;?])/g, '\u202f');
