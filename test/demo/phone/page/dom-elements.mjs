import { phone } from './phone-state.mjs';

export const $ = (id) => document.getElementById(id);

/** An element; `on…` are listeners, `html` is trusted, nothing else is. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else if (name === 'html') node.innerHTML = value;
    else if (value !== false && value != null) node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children.filter((child) => child != null));
  return node;
}

const escaped = (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Text of somebody else as HTML, its web addresses as links. */
export const linked = (text) =>
  escaped(text).replace(
    /https?:\/\/[^\s<>&]+[^\s<>&.,;:!?)]/g,
    (url) => `<a href="${url}" target="_blank" rel="noreferrer">${url}</a>`,
  );

export const time = (at) =>
  new Date(at).toLocaleTimeString(phone.language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
export const day = (at) =>
  new Date(at).toLocaleDateString(phone.language, { weekday: 'long', day: 'numeric', month: 'long' });
export const shortDay = (at) => new Date(at).toLocaleDateString(phone.language, { day: 'numeric', month: 'short' });

const icon = (path, view = 24) => `<svg viewBox="0 0 ${view} ${view}" aria-hidden="true">${path}</svg>`;
export const icons = {
  back: icon('<path d="m15 5-7 7 7 7"/>'),
  clip: icon('<path d="m20 11-8 8a5 5 0 0 1-7-7l9-9a3 3 0 0 1 5 5l-9 9a1 1 0 0 1-2-2l8-8"/>'),
  plane: icon('<path d="M4 12 20 4l-4 16-4-7z"/>'),
  pen: icon('<path d="M4 20l1-4L16 5l3 3L8 19z"/>'),
  sheet: icon('<path d="M6 3h8l4 4v14H6zM14 3v4h4"/>'),
  smile: icon('<circle cx="12" cy="12" r="8"/><path d="M9 10v.1M15 10v.1M8.5 14c2 2.6 5 2.6 7 0"/>'),
  help: icon('<path d="M12 12c0-6 9-5 8 0-1 3-4 3-4 7M16 24v.1"/>', 32),
};

export const apps = {
  email: {
    name: () => phone.words.mail,
    colour: '#1c6fbf',
    icon: icon('<rect x="3" y="6" width="26" height="20" rx="3"/><path d="m4 9 12 9 12-9"/>', 32),
  },
  sms: {
    name: () => phone.words.sms,
    colour: '#1e7d3a',
    icon: icon('<path d="M4 7h24v15H14l-6 5v-5H4z"/><path d="M10 14.5h.1M16 14.5h.1M22 14.5h.1"/>', 32),
  },
  chat: {
    name: () => phone.words.chat,
    colour: '#44546a',
    icon: icon('<circle cx="16" cy="16" r="12"/><path d="M4 16h24M16 4c8 8 8 16 0 24-8-8-8-16 0-24"/>', 32),
  },
  whatsapp: {
    name: () => 'WhatsApp',
    colour: '#0f7a5f',
    emojis: ['👍', '❤️', '🙏', '😮'],
    icon: icon(
      '<path d="M5 27l2-6a11 11 0 1 1 4 4z"/><path d="M12 12c0 5 4 8 8 8l1-3-3-1-1 1c-2-1-3-2-3-3l1-1-1-3z"/>',
      32,
    ),
  },
  messenger: {
    name: () => 'Messenger',
    colour: '#5b49d6',
    emojis: ['👍', '❤️', '😆', '😮'],
    icon: icon(
      '<path d="M16 4c7 0 12 5 12 11s-5 11-12 11l-4-1-5 3v-5c-2-2-3-5-3-8C4 9 9 4 16 4z"/><path d="m9 18 5-5 4 3 5-4"/>',
      32,
    ),
  },
  telegram: {
    name: () => 'Telegram',
    colour: '#1f78b4',
    emojis: ['👍', '❤️', '🔥', '👏'],
    icon: icon('<path d="M4 15 28 5l-4 22-8-6-4 5-1-8 12-9"/>', 32),
  },
  mastodon: {
    name: () => 'Mastodon',
    colour: '#6a45c9',
    emojis: ['⭐'],
    icon: icon(
      '<path d="M9 21v-9c0-5 7-5 7 0v5-5c0-5 7-5 7 0v9"/><path d="M6 25c6 3 14 3 20 0V10c-3-6-17-6-20 0z"/>',
      32,
    ),
  },
};

export function head(title, small, { back = '', action } = {}) {
  const leave = () => {
    location.hash = `/${back}`;
  };
  return el(
    'div',
    { class: 'head' },
    el('button', { class: 'round', 'aria-label': phone.words.back, html: icons.back, onclick: leave }),
    el('h2', {}, title, small ? el('small', {}, small) : null),
    action,
  );
}
