// Mail: a list, a letter, and a sheet to write on.
import { attaching, fileNode } from './attach-files.mjs';
import { day, el, head, icons, linked, shortDay, time } from './dom-elements.mjs';
import { act, bubblesOf, go, isUnread, phone, place } from './phone-state.mjs';

const teams = ['Accueil', 'Affaires scolaires', 'Voirie', 'État civil', 'Action sociale'];

export function mailView([id]) {
  const { words, owner, bubbles } = phone;
  if (id === 'new') return write();
  const mail = bubbles.get(id);
  if (mail) return letter(mail);
  const action = el('button', {
    class: 'round',
    'aria-label': words.newMail,
    html: icons.pen,
    onclick: () => go('email', 'new'),
  });
  return [head(words.mail, owner.email, { action }), mails()];
}

export function mails() {
  const { words } = phone;
  const all = bubblesOf('email').reverse();
  if (all.length > 0) return el('ul', { class: 'mails' }, ...all.map(row));
  const begin = el('button', { class: 'primary', onclick: () => go('email', 'new') }, words.newMail);
  return el('div', { class: 'mails none' }, el('p', {}, words.noMail), begin);
}

const sender = ({ mine }) => (mine ? phone.words.me : phone.words.town);

function row(mail) {
  const { id, at, subject, text } = mail;
  return el(
    'li',
    {},
    el(
      'button',
      { class: isUnread(mail) ? 'unread' : '', onclick: () => go('email', id) },
      el('span', { class: 'who' }, sender(mail)),
      el('time', {}, `${shortDay(at)} ${time(at)}`),
      el('span', { class: 'subject', dir: 'auto' }, subject || phone.words.untitled),
      el('span', { class: 'preview', dir: 'auto' }, text.replace(/\s+/g, ' ').slice(0, 90)),
    ),
  );
}

function letter(mail) {
  const { words } = phone;
  const { id, at, mine, subject, text, files, progress } = mail;
  const when = [sender(mail), `${day(at)}, ${time(at)}`, ...(mine ? [words[progress]] : [])].join(' · ');
  const reply = mine ? null : el('button', { class: 'primary', onclick: () => go('email', 'new', id) }, words.reply);
  const article = el(
    'article',
    { class: 'letter', tabindex: '0' },
    el('h3', { dir: 'auto' }, subject || words.untitled),
    el('p', { class: 'who' }, when),
    el('p', { html: linked(text) }),
    ...files.map(fileNode),
    reply,
  );
  return [head(words.mail, '', { back: 'email' }), article];
}

function write() {
  const { words } = phone;
  const question = phone.bubbles.get(place()[2]);
  const { files, chips, controls } = attaching();
  const to = el('select', {}, ...teams.map((name) => el('option', { value: name }, name)));
  const about = question ? `Re: ${(question.subject ?? '').replace(/^Re: /i, '')}` : '';
  const subject = el('input', { maxlength: '200', dir: 'auto', value: about });
  const text = el('textarea', { required: true, dir: 'auto' });
  async function send(event) {
    event.preventDefault();
    const target = question ? { answering: question.id } : { team: to.value };
    const body = { text: text.value, subject: subject.value, files: [...files], ...target };
    if (await act('email', 'messages', body)) go('email');
  }
  const form = el(
    'form',
    { class: 'write', onsubmit: send },
    question ? null : el('label', {}, words.to, to),
    el('label', {}, words.subject, subject),
    el('label', { class: 'grow' }, words.body, text),
    chips,
    el('div', { class: 'row' }, ...controls, el('button', { class: 'primary' }, words.send)),
  );
  return [head(question ? words.reply : words.newMail, '', { back: 'email' }), form];
}
