/** As French is set: a space before a high sign, or inside guillemets, never ends a line. Liquid commands stay as they are. */
export const typesetFrench = (french: string) =>
  french
    .replace(/ (?=[:»]|%(?!\}))/g, '\u00a0')
    .replace(/« /g, '«\u00a0')
    .replace(/ (?=[;?])/g, '\u202f');
