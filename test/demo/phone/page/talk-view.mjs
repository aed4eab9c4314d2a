// SMS and its like: one conversation with the town.
import { attaching, fileNode } from './attach-files.mjs';
import { apps, day, el, head, icons, linked, time } from './dom-elements.mjs';
import { act, bubblesOf, phone } from './phone-state.mjs';

const marks = { sent: '✓', delivered: '✓✓', read: '✓✓', failed: '!' };

export function talkView(kind) {
  const { words } = phone;
  const small = kind === 'mastodon' ? words.isPublic : apps[kind].name();
  const log = el('div', { class: 'log', role: 'log', 'aria-label': apps[kind].name(), tabindex: '0' }, ...lines(kind));
  return [head(words.town, small), log, ...composer(kind)];
}

export function lines(kind) {
  const all = bubblesOf(kind);
  if (all.length === 0) return [el('p', { class: 'empty' }, phone.words.empty)];
  let last = '';
  return all.flatMap((bubble) => {
    const today = day(bubble.at);
    const divider = today === last ? [] : [el('div', { class: 'day' }, today)];
    last = today;
    return [...divider, line(bubble)];
  });
}

function line(bubble) {
  const { words } = phone;
  const { kind, mine, text, files, at, progress, reaction } = bubble;
  const ticks = mine ? el('span', { class: 'ticks', 'aria-hidden': 'true' }, marks[progress]) : null;
  const inWords = mine ? el('span', { class: progress === 'failed' ? '' : 'sr' }, words[progress]) : null;
  const node = el(
    'div',
    { class: `bubble${mine ? ' mine' : ''}${reaction ? ' reacted' : ''}` },
    ...files.map(fileNode),
    text ? el('p', { html: linked(text) }) : null,
    el('div', { class: 'meta' }, time(at), ticks, inWords),
  );
  if (!mine && apps[kind].emojis) node.append(reacting(bubble, node));
  return node;
}

function reacting({ id, kind, reaction }, node) {
  const { words } = phone;
  const button = el('button', {
    class: reaction ? 'reaction' : 'react',
    'aria-label': reaction ? `${words.react}: ${reaction}` : words.react,
    ...(reaction ? {} : { html: icons.smile }),
    onclick: choose,
  });
  if (reaction) button.append(reaction);
  function choose() {
    const open = node.nextElementSibling;
    if (open?.className === 'choice') return open.remove();
    const pick = (emoji) => () => {
      choice.remove();
      void act(kind, 'reactions', { id, emoji: reaction === emoji ? null : emoji });
    };
    const close = ({ key }) => {
      if (key !== 'Escape') return;
      choice.remove();
      button.focus();
    };
    const choice = el(
      'div',
      { class: 'choice', role: 'group', 'aria-label': words.react, onkeydown: close },
      ...apps[kind].emojis.map((emoji) => el('button', { onclick: pick(emoji) }, emoji)),
    );
    node.after(choice);
    choice.firstChild.focus();
    choice.scrollIntoView({ block: 'nearest' });
  }
  return button;
}

function composer(kind) {
  const { words } = phone;
  const { files, chips, clear, controls } = attaching();
  const text = el('textarea', { rows: '1', 'aria-label': words.message, placeholder: words.message, dir: 'auto' });
  const grow = () => {
    text.style.height = 'auto';
    text.style.height = `${text.scrollHeight + 2}px`;
  };
  async function send(event) {
    event.preventDefault();
    text.focus();
    const body = { text: text.value.trim(), files: [...files] };
    if (!body.text && body.files.length === 0) return;
    if (!(await act(kind, 'messages', body))) return;
    clear();
    text.value = '';
    grow();
  }
  const form = el(
    'form',
    { class: 'composer', onsubmit: send },
    ...controls,
    text,
    el('button', { class: 'round send', 'aria-label': words.send, html: icons.plane }),
  );
  text.addEventListener('input', grow);
  text.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  return [chips, form];
}
