const tags =
  /<(\/?)([a-z][^\s/>]*)((?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*)\s*\/?>|<(?![/a-z])|<!--/gi;
const attributes = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g;
const refused = new Set(
  'script style link meta base iframe frame frameset object embed applet form input button select textarea option svg math template noscript audio video source portal dialog'.split(
    ' ',
  ),
);
const ours = /^\/api\/v1\/attachments\/[0-9a-f-]{36}\?inline=1$/;
const link = /^(https?:|mailto:|tel:)/i;

/** What in this HTML could run, submit, or fetch something: empty where it is safe. Reads tags as a browser does. */
export function dangersOf(html: string): string[] {
  const dangers: string[] = [];
  for (const [whole, , name, list = ''] of html.matchAll(tags)) {
    if (!name) {
      dangers.push(`not a tag: ${whole}`);
      continue;
    }
    const tag = name.toLowerCase();
    if (refused.has(tag)) dangers.push(`<${tag}>`);
    for (const [, attribute, double, single, unquoted] of list.matchAll(attributes)) {
      const danger = dangerOf(tag, attribute!.toLowerCase(), double ?? single ?? unquoted ?? '');
      if (danger) dangers.push(danger);
    }
  }
  return dangers;
}

function dangerOf(tag: string, name: string, value: string): string | null {
  const said = `<${tag} ${name}="${value.slice(0, 60)}">`;
  if (name.startsWith('on')) return said;
  if (['srcset', 'background', 'action', 'formaction', 'poster', 'ping', 'srcdoc', 'xlink:href', 'id'].includes(name))
    return said;
  if (name === 'src') return ours.test(value) ? null : said;
  if (name === 'href') return link.test(value.trim()) ? null : said;
  if (name === 'style')
    return /url\s*\(|expression|import|@|\\|position\s*:\s*fixed|behavior/i.test(value) ? said : null;
  return null;
}
