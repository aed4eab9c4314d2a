import { document, escaped, languageOf } from './portal-page.js';

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

function sized(bytes: number, language: string): string {
  const [value, unit] =
    bytes < 1_000_000
      ? ([Math.max(1, Math.round(bytes / 1000)), 'kilobyte'] as const)
      : ([bytes / 1_000_000, 'megabyte'] as const);
  return new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: 1 }).format(value);
}

/** Says what the file is before anything is fetched. */
export function filePage({ name, size }: { name: string; size: number }, accepted: string | undefined): string {
  const language = languageOf(accepted);
  const text = texts[language];
  return document(
    language,
    text.title,
    `<h1>${text.title}</h1><p>${text.intro}</p>
<div class="file"><b><bdi>${escaped(name)}</bdi></b><span>${sized(size, language)}</span></div>
<p><a class="button" href="?download=1" download>${text.download}</a></p><p class="note">${text.note}</p>`,
  );
}

export function gonePage(accepted: string | undefined): string {
  const language = languageOf(accepted);
  const text = texts[language];
  return document(language, text.gone, `<h1>${text.gone}</h1><p>${text.goneNote}</p>`);
}
