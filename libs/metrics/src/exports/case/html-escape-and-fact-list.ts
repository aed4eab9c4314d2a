const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** A text as HTML shows it, in an element or in a quoted attribute. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

/** A list of labelled values, without those that are empty. */
export function facts(rows: readonly (readonly [label: string, value: string | null | undefined])[]): string {
  const shown = rows.flatMap(([label, value]) =>
    value ? [`<dt>${escaped(label)}</dt><dd>${escaped(value)}</dd>`] : [],
  );
  return shown.length > 0 ? `<dl>${shown.join('\n')}</dl>` : '';
}
