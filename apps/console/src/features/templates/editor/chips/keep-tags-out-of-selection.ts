import { keymap } from '@tiptap/pm/keymap';
import { NodeSelection, Plugin, Selection, TextSelection, type Command, type EditorState } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { beyondTags, headWithinPassage, withoutChipsAtEdges, withoutTagsAtEdges } from './tags-at-selection-edges.js';
import { pieceOf, passageAt } from './wording-document.js';

const WHOLE = 'wholePassage';
/** A selection that the editor reads from the pointer. */
const POINTER = 'pointer';

function tagsLeftOut({ doc, selection }: EditorState, origin: 'pointer' | 'word' | 'keys'): TextSelection {
  const { anchor, head } = selection;
  if (origin === 'keys') return TextSelection.create(doc, anchor, headWithinPassage(doc, anchor, head));
  const words = origin === 'word' ? withoutChipsAtEdges(doc, selection) : selection;
  const { from, to } = withoutTagsAtEdges(doc, words);
  return anchor <= head ? TextSelection.create(doc, from, to) : TextSelection.create(doc, to, from);
}

/**
 * Keeps the tags of a passage, and after a double click every chip beside the word, out of what is selected there. Browsers take along what
 * no space parts from a word.
 */
export function keepTagsOutOfSelection() {
  let clicks = 0;
  let isDown = false;
  let isLeftOut = false;
  /** What the browser shows as selected is what it writes over: while the button is down, it is its own. */
  const show = (view: EditorView) => {
    if (isDown || !isLeftOut) return;
    isLeftOut = false;
    if (view.hasFocus()) view.focus();
  };
  return new Plugin({
    props: {
      handleDOMEvents: {
        mousedown: (view, { detail }) => {
          clicks = detail;
          isDown = true;
          const onUp = () => {
            isDown = false;
            setTimeout(() => !view.isDestroyed && show(view));
          };
          view.dom.ownerDocument.addEventListener('mouseup', onUp, { once: true });
        },
        // Whoever is quick writes before it was shown.
        keydown: (view) => {
          isDown = false;
          show(view);
          clicks = 0;
        },
      },
    },
    view: () => ({ update: (view) => void setTimeout(() => !view.isDestroyed && show(view)) }),
    appendTransaction: (changes, before: EditorState, state: EditorState) => {
      const { selection, tr } = state;
      if (!(selection instanceof TextSelection) || selection.empty || selection.eq(before.selection)) return null;
      if (changes.some((change) => change.docChanged || change.getMeta(WHOLE) === true)) return null;
      // The editor takes what it reads late, on a busy machine, for no doing of the pointer.
      const isPointer = clicks > 0 || changes.some((change) => change.getMeta(POINTER) === true);
      const left = tagsLeftOut(state, isPointer ? (clicks === 2 ? 'word' : 'pointer') : 'keys');
      if (left.eq(selection)) return null;
      isLeftOut = true;
      return tr.setSelection(left);
    },
  });
}

/** The place of the tag that a key would delete: the selected one, or the one beside the caret. */
function tagInTheWay({ selection, doc }: EditorState, back: 1 | -1): number | undefined {
  const { from, empty } = selection;
  if (!empty && !(selection instanceof NodeSelection)) return undefined;
  const at = empty && back === -1 ? from - 1 : from;
  const node = doc.nodeAt(at);
  return node && pieceOf(node).kind === 'tag' ? at : undefined;
}

/** Selects a passage whole where a key would delete one of its tags: the next one deletes it, for all to see. */
const selectWhole =
  (back: 1 | -1): Command =>
  (state, dispatch) => {
    const at = tagInTheWay(state, back);
    const passage = at === undefined ? undefined : passageAt(state.doc, at);
    if (!passage) return false;
    const { opening, closing } = passage;
    const whole = TextSelection.create(state.doc, opening.at, closing.at + 1);
    dispatch?.(state.tr.setSelection(whole).setMeta(WHOLE, true).scrollIntoView());
    return true;
  };

/** Leads what is selected over the tags beside its end, beyond them. */
const extendBeyond =
  (back: 1 | -1): Command =>
  ({ doc, selection, tr }, dispatch) => {
    const beyond = selection instanceof TextSelection ? beyondTags(doc, selection, back) : undefined;
    if (beyond === undefined) return false;
    const next = Selection.findFrom(doc.resolve(beyond), back, true);
    if (next) dispatch?.(tr.setSelection(TextSelection.create(doc, selection.anchor, next.head)).scrollIntoView());
    return true;
  };

const withModifiers = (key: string, command: Command, modifiers: readonly string[]) =>
  Object.fromEntries(modifiers.map((modifier) => [`${modifier}${key}`, command]));

/** What the keys do beside a tag. */
export const keysBesideTags = () =>
  keymap({
    ...withModifiers('Backspace', selectWhole(-1), ['', 'Shift-', 'Mod-', 'Alt-', 'Mod-Shift-']),
    ...withModifiers('Delete', selectWhole(1), ['', 'Shift-', 'Mod-', 'Alt-', 'Mod-Shift-']),
    ...withModifiers('ArrowLeft', extendBeyond(-1), ['Shift-', 'Mod-Shift-', 'Alt-Shift-']),
    ...withModifiers('ArrowRight', extendBeyond(1), ['Shift-', 'Mod-Shift-', 'Alt-Shift-']),
  });
