import { baseKeymap } from '@tiptap/pm/commands';
import { history, redo, undo } from '@tiptap/pm/history';
import { keymap } from '@tiptap/pm/keymap';
import { EditorState, NodeSelection, Selection, type Command, type Transaction } from '@tiptap/pm/state';
import { EditorView, type DirectEditorProps } from '@tiptap/pm/view';
import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { chipViews } from './chip-views.js';
import classes from './chip-field.module.css';
import { leaveChip } from './edit-wording.js';
import { keepTags } from './keep-tags.js';
import { keepTagsOutOfSelection, keysBesideTags } from './keep-tags-out-of-selection.js';
import type { ChipText } from './use-chip-texts.js';
import { copiedWording, toDocument, toSlice, toWording } from './wording-document.js';
import { inOneLine } from './wording-in-one-line.js';
import { wordingDecorations } from './wording-decorations.js';
import {
  isFromOutside,
  keepLineBelow,
  keepPassagesWhole,
  limitLength,
  replaceWording,
} from './passage-and-length-rules.js';

interface Handlers {
  /** It is a single line, as a subject. */
  isOneLine: boolean;
  onText: (text: string) => void;
  /** Opens what can be done with the selected chip. By the keyboard, the focus goes there; after a click, what is typed is meant for the text. */
  onOpen: (by: 'key' | 'pointer') => void;
  /** Returns whether a key was meant for the menu at the caret. */
  onMenuKey: (event: KeyboardEvent) => boolean;
  onBlur: () => void;
}

interface Options extends Handlers {
  host: RefObject<HTMLElement | null>;
  value: string;
  maxLength: number;
  readOnly: boolean;
  /** The attributes of the element in which is written. */
  attributes: Record<string, string>;
  textOf: (source: string) => ChipText;
  /** The language of the chips. */
  language: string;
}

/** Leads to the end of the text, at once: where the browser has put the caret, the editor learns after the next key. */
const toEnd: Command = ({ tr, doc }, dispatch) => {
  dispatch?.(tr.setSelection(Selection.atEnd(doc)).scrollIntoView());
  return true;
};

const pluginsFor = (maxLength: number) => [
  history(),
  keymap({ 'Mod-z': undo, 'Mod-y': redo, 'Shift-Mod-z': redo, 'Shift-Enter': baseKeymap['Enter']! }),
  keymap({ 'Mod-End': toEnd, 'Cmd-ArrowDown': toEnd }),
  keysBesideTags(),
  keymap(baseKeymap),
  keepTags(),
  keepPassagesWhole(),
  keepLineBelow(),
  keepTagsOutOfSelection(),
  limitLength(maxLength),
  wordingDecorations(classes),
];

/** Returns the selected chip. */
export const selectedChip = ({ selection }: EditorState): NodeSelection | undefined =>
  selection instanceof NodeSelection ? selection : undefined;

/** What keys, the pointer and the clipboard do in the editor. */
function editorProps(latest: RefObject<Handlers>): Partial<DirectEditorProps> {
  return {
    clipboardTextSerializer: (slice, { state }) => copiedWording(slice, state),
    handlePaste(view, event) {
      const text = event.clipboardData?.getData('text/plain');
      if (!text) return false;
      const pasted = latest.current.isOneLine ? inOneLine(text.trim()) : text;
      view.dispatch(view.state.tr.replaceSelection(toSlice(pasted)).scrollIntoView());
      return true;
    },
    handleKeyDown(view, event) {
      if (latest.current.onMenuKey(event)) return true;
      const isChip = selectedChip(view.state) !== undefined;
      if (event.key === 'Escape' && isChip) {
        view.dispatch(leaveChip(view.state));
        return true;
      }
      if (event.key !== 'Enter') return false;
      if (!isChip) return latest.current.isOneLine;
      latest.current.onOpen('key');
      return true;
    },
    // Who clicks a chip and writes means to go on behind it: a variable goes by a key that deletes, and never by a letter.
    handleTextInput(view, ...[, , text]) {
      if (!selectedChip(view.state)) return false;
      view.dispatch(leaveChip(view.state));
      const { from, to } = view.state.selection;
      view.dispatch(view.state.tr.insertText(text, from, to).scrollIntoView());
      return true;
    },
    handleClick(view, _at, event) {
      const { bottom = 0 } = view.dom.lastElementChild?.getBoundingClientRect() ?? {};
      if (event.clientY > bottom && !event.shiftKey) return toEnd(view.state, (change) => view.dispatch(change));
      const isChip = event.target instanceof Element && event.target.closest('[data-look]') !== null;
      // Once it is selected.
      if (isChip && view.editable) setTimeout(() => latest.current.onOpen('pointer'));
      return false;
    },
    handleDOMEvents: { blur: () => latest.current.onBlur() },
  };
}

/** The editor of a wording and its state. Its document is the wording, so that what is not changed stays as it was written. */
export function useWordingView(options: Options) {
  const { host, value, maxLength, readOnly, attributes, textOf, language } = options;
  const view = useRef<EditorView>(null);
  const latest = useRef<Handlers>(options);
  latest.current = options;
  const [state, setState] = useState(() =>
    EditorState.create({ doc: toDocument(value), plugins: pluginsFor(maxLength) }),
  );

  useLayoutEffect(() => {
    if (!host.current) return;
    const dispatchTransaction = (change: Transaction) => {
      const next = created.state.apply(change);
      const isChanged = next.doc !== created.state.doc && !isFromOutside(change);
      created.updateState(next);
      setState(next);
      if (isChanged) latest.current.onText(toWording(next.doc));
    };
    const created: EditorView = new EditorView(host.current, { ...editorProps(latest), state, dispatchTransaction });
    view.current = created;
    return () => {
      view.current = null;
      created.destroy();
    };
    // One editor for the field as long as it is there: what changes is given to it below.
  }, [host]);

  const given = JSON.stringify(attributes);
  useEffect(() => {
    view.current?.setProps({
      attributes: JSON.parse(given) as Record<string, string>,
      editable: () => !readOnly,
      nodeViews: chipViews({ textOf, language, classes }),
    });
  }, [given, readOnly, textOf, language]);

  useEffect(() => {
    const present = view.current?.state;
    if (present && toWording(present.doc) !== value) view.current?.dispatch(replaceWording(present, toDocument(value)));
  }, [value]);

  return { view, state, ...useEdits(view) };
}

type Change = (before: EditorState) => Transaction;

/** Returns functions that change the text and lead to it. */
function useEdits(view: RefObject<EditorView | null>) {
  /** Changes the text; the focus stays where it is. */
  const change = (how: Change) => {
    if (view.current) view.current.dispatch(how(view.current.state));
  };
  const focus = () => view.current?.focus();
  const edit = (how: Change) => {
    change(how);
    focus();
  };
  /** The same where the caret was last; at the end of a text in which it never was. */
  const insert = (how: Change) => {
    const { doc, selection } = view.current?.state ?? {};
    const isUnvisited = doc && selection?.eq(Selection.atStart(doc)) && !view.current?.hasFocus();
    if (isUnvisited) edit(({ tr }) => tr.setSelection(Selection.atEnd(doc)));
    edit(how);
  };
  return { change, edit, insert, focus };
}
