const sign = (letter: string) => `&#${letter.charCodeAt(0)};`;

/** Plain words as the editor takes them: paragraphs, and lines in them. */
export const asHtml = (text: string) =>
  text
    .replace(/[&<>]/g, sign)
    .split(/\n{2,}/)
    .map((part) => `<p>${part.replaceAll('\n', '<br>')}</p>`)
    .join('');
