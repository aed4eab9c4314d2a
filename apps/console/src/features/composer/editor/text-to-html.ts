const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escaped = (text: string) => text.replace(/[&<>]/g, (letter) => signs[letter]!);

/** Plain words as the editor takes them: paragraphs, and lines in them. What stands for a blank is marked as one. */
export function textToHtml(text: string, labels: readonly string[] = []) {
  const marked = labels
    .map((label) => escaped(`[${label}]`))
    .reduce((words, blank) => words.replaceAll(blank, () => `<mark>${blank}</mark>`), escaped(text));
  return marked
    .split(/\n{2,}/)
    .map((part) => `<p>${part.replaceAll('\n', '<br>')}</p>`)
    .join('');
}
