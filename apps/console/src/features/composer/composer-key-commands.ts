/** What of a keyboard event is needed to tell what it is for. */
export type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>;

export interface KeyContext {
  mode: 'reply' | 'note';
  /** The caret is where a line of the text begins, or nothing is written yet. */
  atLineStart: boolean;
  /** The caret is in the text itself, and not in a field beside it. */
  inText: boolean;
  /** Templates can be inserted here. */
  templates: boolean;
}

/** Returns the command of a key of the composer, before the editor would turn it into a line break or a slash. */
export function commandOf(
  key: Key,
  { mode, atLineStart, inText, templates }: KeyContext,
): 'send' | 'template' | undefined {
  if (key.key === 'Enter' && (key.ctrlKey || key.metaKey)) return 'send';
  if (key.key === '/' && mode === 'reply' && atLineStart && inText && templates) return 'template';
  return undefined;
}

/** What has opened a menu, a list or a popover. What unfolds in its place, as the fields of a template, has no popup. */
const OPENED = ':is([aria-haspopup], [role=combobox])[aria-expanded="true"]';

/**
 * Whether something stands open over the composer or in it, as a menu, a list or a popover: Escape is for that then. They
 * hang outside the composer in the page, or their button says that they are open.
 */
export const hasOpenLayer = (root: Pick<HTMLElement, 'contains' | 'querySelector'>, target: Node) =>
  !root.contains(target) || root.querySelector(OPENED) !== null;
