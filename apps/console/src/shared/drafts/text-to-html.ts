const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escaped = (text: string) => text.replace(/[&<>]/g, (letter) => signs[letter]!);

/** Returns the HTML of plain text for the editor: paragraphs, lines, and marked placeholders. */
export function textToHtml(text: string, labels: readonly string[] = []) {
  const marked = labels
    .map((label) => escaped(`[${label}]`))
    .reduce((words, blank) => words.replaceAll(blank, () => `<mark>${blank}</mark>`), escaped(text));
  return marked
    .split(/\n{2,}/)
    .map((part) => `<p>${part.replaceAll('\n', '<br>')}</p>`)
    .join('');
}
