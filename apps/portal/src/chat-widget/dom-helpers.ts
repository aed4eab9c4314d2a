type Child = Node | string | null | false | undefined;
type Listeners = { [Type in keyof HTMLElementEventMap as `on${Type}`]?: (event: HTMLElementEventMap[Type]) => void };
type Value = string | number | boolean | null | undefined;
type Props = Listeners & { readonly [name: string]: Value | ((event: never) => void) };

/** Creates an element: properties that begin with `on` are listeners, the others attributes. */
export function createElement<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  props: Props = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value as EventListener);
    else setAttribute(element, name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** True is an empty attribute, false and null are none; but of `aria-*`, whose empty value says nothing, true and false are words. */
export function setAttribute(element: Element, name: string, value: Value): void {
  const written = typeof value !== 'boolean' || name.startsWith('aria-') ? value : value ? '' : null;
  if (written === null || written === undefined) element.removeAttribute(name);
  else element.setAttribute(name, String(written));
}

/** Writes only what changed: a live region speaks of every change. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

export interface Item {
  key: string;
  make: () => HTMLElement;
  update?: (element: HTMLElement) => void;
}

/** Makes these elements the children, in this order, and creates or moves only what has to change. */
export function reconcile(parent: HTMLElement, items: readonly Item[]): void {
  const known = new Map(
    [...parent.children].map((child) => [(child as HTMLElement).dataset['key'], child as HTMLElement]),
  );
  let place = parent.firstElementChild;
  for (const { key, make, update } of items) {
    const element = known.get(key) ?? make();
    known.delete(key);
    element.dataset['key'] = key;
    update?.(element);
    if (element === place) place = place.nextElementSibling;
    else parent.insertBefore(element, place);
  }
  for (const gone of known.values()) gone.remove();
}

const SVG = 'http://www.w3.org/2000/svg';

/** A line drawing of 24 by 24, in the colour of the text around it. */
export function icon(path: string, size = 20): SVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  for (const [name, value] of Object.entries({
    viewBox: '0 0 24 24',
    width: size,
    height: size,
    fill: 'none',
    stroke: 'currentColor',
    'stroke-width': 1.8,
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
    'aria-hidden': 'true',
  }))
    svg.setAttribute(name, String(value));
  const line = document.createElementNS(SVG, 'path');
  line.setAttribute('d', path);
  svg.append(line);
  return svg;
}

export const icons = {
  chat: 'M21 12a8 8 0 0 1-8 8H4l1.6-3.2A8 8 0 1 1 21 12Z',
  close: 'M6 6l12 12M18 6L6 18',
  down: 'M6 9l6 6 6-6',
  send: 'M12 19V5M6 11l6-6 6 6',
  clip: 'M20 11.5l-8.2 8.2a5 5 0 0 1-7-7l8.4-8.4a3.3 3.3 0 0 1 4.7 4.7l-8.4 8.4a1.7 1.7 0 0 1-2.4-2.4l7.6-7.6',
  file: 'M14 3H7a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V8zM14 3v5h5',
} as const;

const LINK = /\bhttps?:\/\/[^\s<>"'`]+[^\s<>"'`.,;:!?)\]}»]/g;

/** Returns text with its web addresses as links: as nodes, so that nothing in it is markup. */
export function withLinks(text: string): (Node | string)[] {
  const parts: (Node | string)[] = [];
  let end = 0;
  for (const match of text.matchAll(LINK)) {
    parts.push(text.slice(end, match.index));
    parts.push(createElement('a', { href: match[0], target: '_blank', rel: 'noopener noreferrer nofollow' }, match[0]));
    end = match.index + match[0].length;
  }
  parts.push(text.slice(end));
  return parts.filter((part) => part !== '');
}
