const voids: ReadonlySet<string> = new Set(['br', 'img']);

/** The outermost elements of HTML as templates and the editor write it; undefined where there is something beside them. */
export function blocksOf(html: string): string[] | undefined {
  const blocks: string[] = [];
  let depth = 0;
  let from = 0;
  for (const { 0: tag, 1: closing, 2: name, index } of html.matchAll(/<(\/?)([a-z][a-z0-9]*)\b[^>]*>/gi)) {
    if (voids.has(name!.toLowerCase())) continue;
    depth += closing ? -1 : 1;
    if (depth > 0) continue;
    blocks.push(html.slice(from, index + tag.length));
    from = index + tag.length;
  }
  return depth === 0 && from === html.length ? blocks : undefined;
}
