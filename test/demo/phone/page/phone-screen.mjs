// The phone itself: its home, which view is shown, and what comes in.
import { $, apps, day, el, head, icons, time } from './dom-elements.mjs';
import { mails, mailView } from './mail-view.mjs';
import { act, bubblesOf, go, isUnread, phone, place, setting, tell } from './phone-state.mjs';
import { lines, talkView } from './talk-view.mjs';

function draw() {
  const { words, language } = phone;
  const [kind, ...rest] = place();
  document.documentElement.lang = language;
  document.title = words.phone;
  $('phone-name').textContent = words.phone;
  $('phone').className = kind ? '' : 'home';
  $('phone').style.setProperty('--app', apps[kind]?.colour ?? '#1d4f8c');
  $('view').replaceChildren(...viewOf(kind, rest));
  if (kind) $('toast').hidden = true;
  $('aside').replaceChildren(about());
  toEnd();
  look();
}

function viewOf(kind, rest) {
  const { words, owner, language } = phone;
  if (kind === 'help') return [head(words.help), about()];
  if (kind === 'email') return mailView(rest);
  if (kind === 'chat') {
    const src = `/site?owner=${owner.key}&language=${language}`;
    return [head(words.town, words.site), el('iframe', { src, title: words.site })];
  }
  return apps[kind] ? talkView(kind) : home();
}

/** After news: only what shows messages, so that what is being written stays as it is. */
function update() {
  const [kind, id] = place();
  if (!kind) return $('view').replaceChildren(...home());
  const log = $('view').querySelector('.log');
  if (log) log.replaceChildren(...lines(kind));
  if (kind === 'email' && !id) $('view').querySelector('.mails')?.replaceWith(mails());
  toEnd();
  look();
}

function toEnd() {
  const log = $('view').querySelector('.log');
  if (!log) return;
  log.scrollTop = log.scrollHeight;
  for (const picture of log.querySelectorAll('img')) picture.onload = () => (log.scrollTop = log.scrollHeight);
}

/** What is on the screen has been read, as long as somebody may be looking at it. */
function look() {
  const [kind, id] = place();
  const isShown = apps[kind] && (kind !== 'email' || id);
  if (!document.hidden && isShown && bubblesOf(kind).some(isUnread)) void act(kind, 'read');
}

function home() {
  const { words, owner, bubbles } = phone;
  const now = new Date();
  const hint = bubbles.size === 0 ? el('p', { id: 'hint' }, words.about) : '';
  return [
    el('div', { id: 'greet' }, el('strong', {}, time(now)), day(now), el('br'), owner.name),
    el('ul', { id: 'apps' }, ...setting.apps.map(tile), helpTile()),
    hint,
  ];
}

const face = (colour, html) => el('span', { class: 'icon', style: `--app: ${colour}`, html });

function tile(kind) {
  const { name, colour, icon } = apps[kind];
  const unread = bubblesOf(kind).filter(isUnread).length;
  const inWords = el('span', { class: 'sr' }, ` ${phone.words.unread}`);
  const badge = unread ? el('span', { class: 'badge' }, String(unread), inWords) : null;
  return el('li', {}, el('button', { onclick: () => go(kind) }, face(colour, icon), name(), badge));
}

const helpTile = () =>
  el(
    'li',
    { id: 'help-app' },
    el('button', { onclick: () => go('help') }, face('#3a4654', icons.help), phone.words.help),
  );

function about() {
  const { words, owner, language } = phone;
  const whose = el(
    'select',
    { 'aria-label': words.whose },
    ...setting.owners.map(({ key, name, phone: number }) =>
      el('option', { value: key, selected: key === owner.key }, `${name} · ${number}`),
    ),
  );
  whose.addEventListener('change', () => {
    phone.hand(whose.value);
    listen();
    if (place()[0]) go();
  });
  const languages = { fr: 'Français', en: 'English' };
  const speak = el(
    'select',
    { 'aria-label': words.language },
    ...Object.entries(languages).map(([key, name]) =>
      el('option', { value: key, lang: key, selected: key === language }, name),
    ),
  );
  speak.addEventListener('change', () => {
    phone.speak(speak.value);
    draw();
  });
  const facts = [
    [words.account, el('code', {}, setting.agent)],
    [words.password, el('code', {}, setting.password)],
    [words.whose, whose],
    [words.language, speak],
  ];
  return el(
    'div',
    { class: 'about' },
    el('h2', {}, words.aboutTitle),
    el('p', {}, words.about),
    el('ol', {}, ...words.steps.map((step) => el('li', {}, step))),
    el('p', {}, el('a', { class: 'primary', href: setting.consoleUrl, target: 'console' }, words.open)),
    el('dl', {}, ...facts.flatMap(([term, fact]) => [el('dt', {}, term), el('dd', {}, fact)])),
    el('p', { class: 'note' }, words.note),
  );
}

/** What the demo tells: all that this phone holds, then each message that is new or has changed. */
let stream;
function listen() {
  stream?.close();
  phone.bubbles.clear();
  stream = new EventSource(`/owners/${phone.owner.key}/events`);
  stream.addEventListener('all', ({ data }) => {
    for (const bubble of JSON.parse(data)) phone.bubbles.set(bubble.id, bubble);
    $('offline').hidden = true;
    const [kind, id] = place();
    if (kind === 'email' && phone.bubbles.has(id)) draw();
    else update();
  });
  stream.addEventListener('bubble', ({ data }) => {
    const bubble = JSON.parse(data);
    const isNew = !phone.bubbles.has(bubble.id);
    phone.bubbles.set(bubble.id, bubble);
    const [kind] = place();
    if (isNew && !bubble.mine) announce(bubble, kind);
    if (!kind || kind === bubble.kind) update();
  });
  stream.onerror = () => {
    $('offline').textContent = phone.words.offline;
    $('offline').hidden = false;
  };
}

let toastTimer;
function announce({ kind, text, subject, files }, shown) {
  const what = subject || text || files[0]?.name || phone.words.file;
  tell(`${apps[kind].name()}: ${what}`);
  if (kind === shown) return;
  const title = `${apps[kind].name()} · ${phone.words.news}`;
  $('toast').replaceChildren(el('b', {}, title), el('span', { dir: 'auto' }, what));
  $('toast').hidden = false;
  $('toast').onclick = () => {
    $('toast').hidden = true;
    go(kind);
  };
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => ($('toast').hidden = true), 7000);
}

function tick() {
  $('clock').textContent = time(new Date());
  if (!place()[0]) update();
}

addEventListener('hashchange', draw);
document.addEventListener('visibilitychange', look);
draw();
tick();
setInterval(tick, 20_000);
listen();
