import type { PhoneOwner } from '../invented-people.js';
import { townName } from '../build-town.js';

export interface SiteOptions {
  owner: PhoneOwner;
  productUrl: string;
  chatChannelId: string;
  /** What the site knows of a visitor who has signed in there, signed. */
  identity: object | undefined;
  language: 'fr' | 'en';
}

const words = {
  fr: {
    title: `Ville de ${townName}`,
    lead: 'Vos démarches, vos écoles, vos rues.',
    hint: 'Une question ? Le chat est en bas à droite.',
    signedIn: 'Vous êtes connecté',
    items: [
      'Inscrire un enfant à l’école',
      'Signaler un problème de voirie',
      'Demander un acte d’état civil',
      'Prendre rendez-vous',
    ],
  },
  en: {
    title: `Town of ${townName}`,
    lead: 'Your formalities, your schools, your streets.',
    hint: 'Any question? The chat is at the bottom right.',
    signedIn: 'You are signed in',
    items: [
      'Enrol a child in school',
      'Report a problem in the street',
      'Ask for a civil status record',
      'Make an appointment',
    ],
  },
};

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Each phone has a browser of its own, here in one: what the chat keeps for others is laid aside before it begins. */
const ownStorage = (owner: string) => `
const kept = (name) => Object.keys(localStorage).filter((key) => key.startsWith(name));
const before = localStorage.getItem('holder');
if (before !== '${owner}') {
  for (const key of kept('guichet:')) {
    if (before) localStorage.setItem(before + '/' + key, localStorage.getItem(key));
    localStorage.removeItem(key);
  }
  for (const key of kept('${owner}/')) localStorage.setItem(key.slice('${owner}/'.length), localStorage.getItem(key));
  localStorage.setItem('holder', '${owner}');
}`;

/** The town's web site, which is all that is needed to have the chat: one script tag, and a signature for who has signed in. */
export function sitePage({ owner, productUrl, chatChannelId, identity, language }: SiteOptions): string {
  const { title, lead, hint, signedIn, items } = words[language];
  // Once the widget is there.
  const identify = identity
    ? `<script>addEventListener('load',()=>window.Guichet?.identify(${JSON.stringify(identity).replace(/</g, '\\u003c')}))</script>`
    : '';
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>
<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; --ink: #16324f; --card: #fff; --ground: #eef3f8 }
@media (prefers-color-scheme: dark) { :root { --ink: #d7e5f4; --card: #1c2836; --ground: #111922 } }
body { margin: 0; background: var(--ground); color: var(--ink) }
header { padding: 1.5rem 1rem 2.5rem; background: linear-gradient(150deg, #1d4f8c, #2d7fb8); color: #fff }
h1 { margin: 0; font-size: 1.4rem } header p { margin: .25rem 0 0; }
main { padding: 0 1rem 6rem; margin-top: -1.5rem; display: grid; gap: .75rem }
main div { background: var(--card); border-radius: .75rem; padding: .9rem 1rem; box-shadow: 0 1px 4px #0002 }
</style>
</head>
<body>
<header><h1>${title}</h1><p>${lead}</p>${identity ? `<p>✓ ${signedIn}</p>` : ''}</header>
<main>${items.map((item) => `<div>${escaped(item)}</div>`).join('')}<p>${hint}</p></main>
<script>${ownStorage(owner)}</script>
<script src="${productUrl}/widget.js" data-channel="${chatChannelId}" data-language="${language}" async></script>
${identify}
</body>
</html>`;
}
