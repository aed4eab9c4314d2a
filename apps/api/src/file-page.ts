const texts = {
  fr: {
    title: 'Un fichier pour vous',
    intro: 'Il accompagne le message que vous avez reçu de l’administration.',
    download: 'Télécharger',
    note: 'Ne transmettez ce lien à personne : qui l’a peut ouvrir le fichier.',
    gone: 'Ce lien ne fonctionne plus',
    goneNote: 'Un lien vaut trente jours. Répondez au message reçu pour en demander un autre.',
  },
  en: {
    title: 'A file for you',
    intro: 'It goes with the message that you received from the administration.',
    download: 'Download',
    note: 'Do not pass this link on: whoever has it can open the file.',
    gone: 'This link no longer works',
    goneNote: 'A link is good for thirty days. Answer the message that you received to ask for another one.',
  },
};

const languageOf = (accepted: string | undefined): 'fr' | 'en' => (/^\s*en\b/i.test(accepted ?? '') ? 'en' : 'fr');

const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

function sized(bytes: number, language: string): string {
  const [value, unit] =
    bytes < 1_000_000
      ? ([Math.max(1, Math.round(bytes / 1000)), 'kilobyte'] as const)
      : ([bytes / 1_000_000, 'megabyte'] as const);
  return new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: 1 }).format(value);
}

const STYLE = `:root{color-scheme:light dark;font:16px/1.55 system-ui,sans-serif}
body{margin:0;min-height:100vh;display:grid;place-items:center;background:Canvas;color:CanvasText}
main{max-width:32rem;padding:2rem 1.25rem;box-sizing:border-box;width:100%}
h1{font-size:1.75rem;line-height:1.2;margin:0 0 .5rem}p{margin:.5rem 0}
.file{border:1px solid color-mix(in srgb,CanvasText 20%,Canvas);border-radius:8px;padding:1rem;margin:1.5rem 0;overflow-wrap:anywhere}
.file b{display:block;font-weight:600}.file span,.note{color:color-mix(in srgb,CanvasText 70%,Canvas);font-size:.875rem}
a{display:inline-block;background:#1d4ed8;color:#fff;text-decoration:none;font-weight:600;padding:.75rem 1.25rem;border-radius:8px;min-height:1.5rem}
a:focus-visible{outline:3px solid #1d4ed8;outline-offset:3px}`;

const document = (language: string, title: string, body: string) =>
  `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escaped(title)}</title><style>${STYLE}</style></head><body><main>${body}</main></body></html>`;

/** Says what the file is before anything is fetched. */
export function filePage({ name, size }: { name: string; size: number }, accepted: string | undefined): string {
  const language = languageOf(accepted);
  const text = texts[language];
  return document(
    language,
    text.title,
    `<h1>${text.title}</h1><p>${text.intro}</p>
<div class="file"><b><bdi>${escaped(name)}</bdi></b><span>${sized(size, language)}</span></div>
<p><a href="?download=1" download>${text.download}</a></p><p class="note">${text.note}</p>`,
  );
}

export function gonePage(accepted: string | undefined): string {
  const language = languageOf(accepted);
  const text = texts[language];
  return document(language, text.gone, `<h1>${text.gone}</h1><p>${text.goneNote}</p>`);
}
