import font from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url';

const policy = "default-src 'none'; img-src 'self' data:; font-src 'self'; style-src 'unsafe-inline'";

// Mails that set colours were drawn on white; those that do not can follow the theme.
const colours = /(?:\bbgcolor\s*=|(?:^|[\s;"'{-])(?:background|background-color|color)\s*[:=])/i;

const themes = {
  light: { scheme: 'light', text: '#1d222a', link: '#2b4cb3', quiet: '#545c68', line: '#cfd3d9', paper: 'transparent' },
  dark: { scheme: 'dark', text: '#e7e9ed', link: '#a5bbf9', quiet: '#a9b0bc', line: '#3a424e', paper: 'transparent' },
};

/**
 * The page that a message is shown in. `html` comes sanitised from the server; the policy is the second lock: even a tag
 * that slipped through can neither run nor fetch anything from elsewhere.
 */
export function messageFrameDocument(html: string, scheme: 'light' | 'dark') {
  const paper = scheme === 'dark' && colours.test(html);
  const { text, link, quiet, line, ...theme } = themes[paper ? 'light' : scheme];
  return `<!doctype html><html><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<base target="_blank">
<style>
@font-face { font-family: 'Inter Variable'; font-weight: 100 900; src: url('${font}') format('woff2-variations'); }
:root { color-scheme: ${theme.scheme}; }
html { background: ${paper ? '#f4f5f6' : theme.paper}; border-radius: 6px; }
body { margin: 0; padding: ${paper ? '12px' : '0'} ${paper ? '14px' : '0'} 1px; max-width: 100%; overflow-x: auto; overflow-y: hidden;
  font: 15px/1.55 'Inter Variable', system-ui, sans-serif; font-variant-ligatures: no-contextual;
  color: ${text}; overflow-wrap: anywhere; }
body > :first-child { margin-top: 0; }
p { margin: 0 0 0.8em; }
img { max-width: 100%; height: auto; }
img[data-remote]:not([src]) { display: inline-block; min-width: 24px; min-height: 24px; border: 1px dashed ${line}; border-radius: 3px; }
table { max-width: 100%; }
a { color: ${link}; }
pre { white-space: pre-wrap; }
blockquote { margin: 4px 0; padding-inline-start: 12px; border-inline-start: 2px solid ${line}; color: ${quiet}; }
body:not([data-open]) :is([data-quoted], [data-signature], [data-letterhead]) { display: none; }
</style></head><body dir="auto">${html}</body></html>`;
}
