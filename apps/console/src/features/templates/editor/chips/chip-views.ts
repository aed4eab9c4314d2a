import type { Node } from '@tiptap/pm/model';
import type { NodeViewConstructor } from '@tiptap/pm/view';
import { sourceOf } from './wording-document.js';
import type { ChipText } from './use-chip-texts.js';

interface Options {
  textOf: (source: string) => ChipText;
  /** The language of the labels. */
  language: string;
  classes: Readonly<Record<string, string>>;
}

const span = (className: string | undefined): HTMLElement => {
  const element = document.createElement('span');
  element.className = className ?? '';
  return element;
};

/** Draws a chip. It is read as one thing: its words, and what it is. */
function chipElement(source: string, { textOf, language, classes }: Options): HTMLElement {
  const { look, label, detail, sort, fault, text } = textOf(source);
  const chip = span(classes['chip']);
  chip.append(label);
  if (detail) {
    const shown = span(classes['detail']);
    shown.append(detail);
    chip.append(shown);
  }
  chip.dataset['look'] = look;
  if (fault) chip.dataset['fault'] = '';
  chip.title = fault ?? text ?? sort;
  chip.lang = language;
  chip.dir = 'auto';
  chip.setAttribute('role', 'img');
  chip.setAttribute('aria-roledescription', sort);
  chip.setAttribute('aria-label', [label, detail, fault].filter(Boolean).join(', '));
  chip.contentEditable = 'false';
  return chip;
}

/** Returns how the chips of a wording are drawn. */
export function chipViews(options: Options): Record<'value' | 'tag', NodeViewConstructor> {
  const view = (node: Node) => ({ dom: chipElement(sourceOf(node), options) });
  return { value: view, tag: view };
}
