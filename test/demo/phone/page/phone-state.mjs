// What the phone holds, and how it speaks with the demo.
import { words } from './page-texts.mjs';

/** A private window forgets. */
const remembered = (key) => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
};
const remember = (key, value) => {
  try {
    localStorage.setItem(key, value);
  } catch {
    // It works for now.
  }
};

export const setting = await (await fetch('/setting')).json();

export const phone = {
  owner: setting.owners.find(({ key }) => key === remembered('owner')) ?? setting.owners[0],
  language: remembered('language') ?? (navigator.language.startsWith('fr') ? 'fr' : 'en'),
  bubbles: new Map(),
  get words() {
    return words[this.language];
  },
  hand(key) {
    this.owner = setting.owners.find((owner) => owner.key === key);
    remember('owner', key);
  },
  speak(language) {
    this.language = language;
    remember('language', language);
  },
};

export const bubblesOf = (kind) =>
  [...phone.bubbles.values()].filter((bubble) => bubble.kind === kind).sort((a, b) => a.at.localeCompare(b.at));
export const isUnread = ({ mine, progress }) => !mine && progress !== 'read';

/** The path of the hash: `#/email/<id>`. */
export const place = () =>
  location.hash
    .replace(/^#\/?/, '')
    .split('/')
    .map((part) => decodeURIComponent(part));
export const go = (...path) => {
  location.hash = `/${path.map((part) => encodeURIComponent(part)).join('/')}`;
};

/** Does something on this phone; answers whether it was done. */
export async function act(kind, verb, body = {}) {
  const response = await fetch(`/owners/${phone.owner.key}/${kind}/${verb}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => null);
  if (!response?.ok) tell(phone.words.failed);
  return response?.ok ?? false;
}

/** For those who do not see it. */
export const tell = (text) => {
  document.getElementById('told').textContent = text;
};
