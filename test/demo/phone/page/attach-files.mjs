// Files of a message that is being written: the button, its menu, and the chips of what was chosen.
import { el, icons } from './dom-elements.mjs';
import { phone, tell } from './phone-state.mjs';

const MAX_BYTES = 20e6;

const base64Of = (file) =>
  new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.split(',')[1] ?? '');
    reader.readAsDataURL(file);
  });

export function attaching() {
  const { words } = phone;
  const files = [];
  const chips = el('div', { class: 'chips', hidden: true });

  async function add(file) {
    if (file.size > MAX_BYTES) return refuse();
    const entry = { name: file.name, type: file.type || 'application/octet-stream', base64: await base64Of(file) };
    files.push(entry);
    const remove = () => {
      files.splice(files.indexOf(entry), 1);
      chip.remove();
      chips.hidden = files.length === 0;
    };
    const chip = el(
      'button',
      { type: 'button', 'aria-label': `${words.remove} ${file.name}`, onclick: remove },
      `${file.name} ✕`,
    );
    chips.append(chip);
    chips.hidden = false;
  }
  function refuse() {
    tell(words.tooLarge);
    chips.append(el('span', { class: 'refused' }, words.tooLarge));
    chips.hidden = false;
  }

  const input = el('input', { type: 'file', multiple: true, hidden: true, 'aria-label': words.choose });
  input.addEventListener('change', async () => {
    for (const file of input.files) await add(file);
    input.value = '';
  });
  const open = (isOpen) => {
    menu.hidden = !isOpen;
    button.setAttribute('aria-expanded', String(isOpen));
    (isOpen ? menu.firstChild : button).focus();
  };
  const sample = async () => {
    open(false);
    const blob = await (await fetch('/sample')).blob();
    await add(new File([blob], 'photo.png', { type: blob.type }));
  };
  const choose = () => {
    open(false);
    input.click();
  };
  const menu = el(
    'div',
    { class: 'menu', hidden: true, onkeydown: ({ key }) => key === 'Escape' && open(false) },
    el('button', { type: 'button', onclick: sample }, words.sample),
    el('button', { type: 'button', onclick: choose }, words.choose),
  );
  const button = el('button', {
    type: 'button',
    class: 'round',
    'aria-label': words.attach,
    'aria-expanded': 'false',
    html: icons.clip,
    onclick: () => open(menu.hidden),
  });
  const clear = () => {
    files.length = 0;
    chips.replaceChildren();
    chips.hidden = true;
  };
  return { files, chips, clear, controls: [button, menu, input] };
}

export function fileNode({ id, name, type }) {
  const link = { href: `/files/${id}`, target: '_blank', rel: 'noreferrer' };
  const isPicture = /^image\/(png|jpeg|gif|webp)$/.test(type);
  if (isPicture) return el('a', link, el('img', { src: link.href, alt: name }));
  return el('a', { ...link, class: 'file' }, el('span', { html: icons.sheet }), name);
}
