import type { Language } from '@guichet/contracts';

/** Text as HTML: characters with a meaning in HTML become entities. */
export const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

// The pages must be readable on ten-year-old phones, at 400 % zoom, in dark mode and on paper: plain colours, one column.
const STYLE = `html{color-scheme:light dark;font:100%/1.6 system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif;-webkit-text-size-adjust:100%}
body{margin:0;background:#fff;color:#1b1c20;overflow-wrap:break-word;word-wrap:break-word}
main{max-width:32rem;margin:0 auto;padding:2.5rem 1.25rem;box-sizing:border-box}
main.wide{max-width:42rem}
h1{font-size:1.75rem;line-height:1.25;margin:0 0 .5rem}h2{font-size:1.125rem;line-height:1.4;margin:0 0 .25rem}p{margin:.5rem 0}
.file{border:1px solid #c8ccd4;border-radius:8px;padding:1rem;margin:1.5rem 0}
.file b{display:block;font-weight:600}.file span,.note,.from,.when{color:#585e69}.file span,.note{font-size:.875rem}
.from{font-weight:600;margin:0 0 1.5rem}.when{margin:0 0 2rem}
.reply{font-size:1.0625rem}.reply p{margin:0 0 1rem}.reply ul,.reply ol{margin:0 0 1rem;padding-left:1.5rem}.reply li{margin:.25rem 0}
.reply h1,.reply h2,.reply h3{font-size:1.125rem;margin:1.5rem 0 .5rem}
.reply table{display:block;overflow-x:auto;border-collapse:collapse;margin:0 0 1rem}.reply th,.reply td{border:1px solid #c8ccd4;padding:.375rem .625rem;text-align:left;vertical-align:top}
.files{margin-top:2rem}.files ul{list-style:none;margin:.5rem 0 0;padding:0}
.files li{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 1rem;border:1px solid #c8ccd4;border-radius:8px;margin:.5rem 0}
.files li a{flex:1 1 12rem;min-width:0;padding:.75rem 1rem;font-weight:600}.files li span{color:#585e69;font-size:.875rem;padding:.75rem 1rem}
.reply pre{white-space:pre-wrap}
footer{border-top:1px solid #c8ccd4;margin-top:2.5rem;padding-top:1.5rem}
a{color:#1d4ed8;text-underline-offset:.15em}
a.button{display:inline-block;background:#1d4ed8;color:#fff;text-decoration:none;font-weight:600;padding:.75rem 1.25rem;border-radius:8px;min-height:1.5rem}
a:focus-visible,table:focus-visible{outline:3px solid #1d4ed8;outline-offset:3px}
@media(prefers-color-scheme:dark){body{background:#15171c;color:#e9ebef}.file,.files li,footer,.reply th,.reply td{border-color:#454b57}
.file span,.files li span,.note,.from,.when{color:#aab1bd}a{color:#a5bfff}a.button{background:#2f5fe0;color:#fff}a:focus-visible,table:focus-visible{outline-color:#a5bfff}}
@media(max-width:24rem){h1{font-size:1.375rem}main{padding:1.5rem 1rem}}
@media print{@page{margin:2cm}body{background:#fff;color:#000}main.wide{max-width:none;padding:0}.file span,.files li span,.note,.from,.when{color:#333}
a{color:#000}.reply a[href^="http"]::after{content:" (" attr(href) ")"}p,li,h1,h2,h3{orphans:3;widows:3}h1,h2,h3{break-after:avoid}.no-print{display:none}}`;

/** A page for a citizen without an account. It needs no script and loads nothing; `body` is HTML, `title` is text. */
export const document = ({
  language,
  title,
  body,
  width = 'narrow',
}: {
  language: Language;
  title: string;
  body: string;
  width?: 'narrow' | 'wide';
}): string =>
  `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escaped(title)}</title><style>${STYLE}</style></head><body><main${width === 'wide' ? ' class="wide"' : ''}>${body}</main></body></html>`;
