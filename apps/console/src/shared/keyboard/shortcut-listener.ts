import { useLayoutEffect, useRef } from 'react';
import { preferences } from '../session/browser-preferences.js';
import { askForComposer, caseOnItsWay } from './case-on-its-way.js';
import { keysOf } from './shortcut-keys.js';
import { shortcuts, type Shortcut } from './shortcut-list.js';

/** What is meant: the cases that are selected in the list, else the one that is open, as by a key; or that one alone, as by a button in it. */
export type Meant = 'selected-or-open' | 'open';
/** Return false to let the next handler, or the browser, have the key. */
type Handler = (event: KeyboardEvent, meant: Meant) => void | boolean;
const handlers = new Map<Shortcut, Handler[]>();
/** What one key does depends on what is open: the first shortcut that does something here has it. */
const byKey = (pressed: string) =>
  (Object.keys(shortcuts) as Shortcut[]).filter((name) => keysOf(name).includes(pressed));

/** Holds single letters back while somebody writes, though no field has the caret: they are letters of a sentence. */
interface WritingGuard {
  isWriting: () => boolean;
  /** The shortcuts that go on with what is written. */
  own: readonly Shortcut[];
  /** Says why a letter did nothing. */
  onHeldBack: () => void;
}
const writingGuards = new Set<WritingGuard>();
/**
 * Whoever types on so soon after a letter that was held back, or that is no key of this page (yet), writes a word: no letter of it is a shortcut.
 * Milliseconds.
 */
const SAME_WORD = 400;
let word = { letters: '', at: -SAME_WORD };
const isOfWord = ({ key, timeStamp }: KeyboardEvent) => key.length === 1 && timeStamp - word.at < SAME_WORD;
const holdBack = (event: KeyboardEvent) =>
  void (word = { letters: (isOfWord(event) ? word.letters : '') + event.key, at: event.timeStamp });
/** The first letter once more, a key that is held down, or one that goes through the list, pressed again, is none of a word. */
const isNoLetter = ({ key, repeat }: KeyboardEvent, named: readonly Shortcut[]) =>
  repeat ||
  key === word.letters ||
  (key === word.letters.at(-1) && named.some((one) => one === 'next' || one === 'previous'));
const endWord = () => void (word = { letters: '', at: -SAME_WORD });

/** Returns how to end the guard. */
export function guardWriting(guard: WritingGuard): () => void {
  writingGuards.add(guard);
  return () => void writingGuards.delete(guard);
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches('input:not([type=checkbox]), textarea, select') ||
    target.closest('[role=dialog], [role=menu], [role=listbox]') !== null);

/** Whether text can be put in there. */
const isField = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('textarea, input:not([type=checkbox], [type=radio], [readonly])'));

/** Enter on a button or a link is the button's own. */
const isControl = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest('button, a, summary, [role=button]') !== null;

/** A button that stands where the field would be, as agents seldom write there: its keys are its own, and no field is waited for. */
const isInPlaceOfField = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest('[data-in-place-of-text]') !== null;

/**
 * These open a field to write in. For a while after them, what is typed while no field has the caret (it is not there yet,
 * or the full editor takes the place of the first one) is text, and no shortcut.
 */
const opensField: readonly Shortcut[] = ['reply', 'replyAll', 'note'];
const FIELD_PATIENCE = 5_000;
interface Waiting {
  keys: string;
  isFirstMeant: boolean;
  /** Closes the dialog whose field it is; undefined: it is none of a dialog. */
  closeDialog: (() => void) | undefined;
  timer: ReturnType<typeof setTimeout>;
}
let early: Waiting | null = null;
/** The pages on their way that will have such a field. */
let comingPages = 0;

/**
 * Keeps what is typed until a field has the caret, and writes it into it. Where the first field is the one that is meant (`isFirstMeant`), as
 * no other takes its place, keys are shortcuts again from then on.
 */
export function awaitField({
  isFirstMeant = false,
  closeDialog,
}: Partial<Pick<Waiting, 'isFirstMeant' | 'closeDialog'>> = {}) {
  stopWaiting();
  early = { keys: '', isFirstMeant, closeDialog, timer: waitingEnds() };
}

/** A dialog that is closed has no field any more. */
export const stopWaitingForDialog = () => void (early?.closeDialog && giveUpWaiting());

const waitingEnds = () => setTimeout(() => void (comingPages > 0 || giveUpWaiting()), FIELD_PATIENCE);

/** As long as a page is on its way, a field in it is awaited. Returns how to say that the page has come. */
export function awaitPage(): () => void {
  comingPages += 1;
  return () => {
    comingPages -= 1;
    if (!early) return;
    clearTimeout(early.timer);
    early.timer = waitingEnds();
  };
}

/** No field comes: whoever is typing for it goes on for a moment, and what they type is no shortcut. */
export function giveUpWaiting() {
  if (early?.keys) word = { letters: early.keys, at: performance.now() };
  stopWaiting();
}

/** Ends the waiting for a field: keys are shortcuts again. */
export function stopWaiting() {
  if (early) clearTimeout(early.timer);
  early = null;
}

/**
 * The undo of this key may lead into a field, where the same key pressed once more before anything else is no letter: within the first time it is
 * the same press, and then it undoes what was done before. Milliseconds.
 */
const SAME_PRESS = 700;
const NEXT_UNDO = 5_000;
let undone: { key: string; at: number } | undefined;

let undoWaits = false;
/** Has the key of the undo do nothing as long as what it would undo is not in sight. */
export const haveUndoWait = (waits: boolean): void => void (undoWaits = waits);

/** Returns whether the key is that of an undo that has led into a field. */
function undoesAgain({ key, repeat, timeStamp, target }: KeyboardEvent): boolean {
  if (key !== undone?.key || (early === null && !isTyping(target))) return false;
  const since = timeStamp - undone.at;
  if (!repeat && since >= NEXT_UNDO) return false;
  if (repeat || since < SAME_PRESS) return true;
  undone.at = timeStamp;
  press('undo');
  return true;
}

const isInDialog = (target: EventTarget | null) =>
  target instanceof Element && target.closest('[role=dialog]') !== null;
/** Whether a field can be the one that is waited for: that of a dialog is in it, while what stands behind it may have the focus. */
const isMeant = (target: EventTarget | null) => !early?.closeDialog || isInDialog(target);

/** Keeps a key for the field that is waited for. Keys that are no text do what they do anywhere. */
function keepEarly(waiting: Waiting, event: KeyboardEvent): void {
  const { key, repeat } = event;
  if (key.length > 1 && key !== 'Backspace' && (key !== 'Enter' || isControl(event.target))) return;
  event.preventDefault();
  // The key that has asked for the field, held down.
  if (repeat && waiting.keys === '') return;
  if (key.length === 1) waiting.keys += key;
  else if (key === 'Backspace') waiting.keys = waiting.keys.slice(0, -1);
}

function onFocusIn(event: FocusEvent) {
  if (!early || !isField(event.target) || !isMeant(event.target)) return;
  const { keys, isFirstMeant } = early;
  early.keys = '';
  if (isFirstMeant) stopWaiting();
  if (!keys) return;
  // After whoever took the caret has put it where it belongs.
  queueMicrotask(() => document.execCommand('insertText', false, keys));
}

/**
 * Returns what a key means while a case is on its way: what is done with a case is for the one that was opened last, though another one may
 * still be in sight, which stays as it is. What opens a field does so once that case is there; all else would be done to what nobody has seen.
 */
function withoutComingCase(named: readonly Shortcut[]): readonly Shortcut[] {
  const caseId = caseOnItsWay();
  if (caseId === undefined) return named;
  const opening = named.find((one) => opensField.includes(one));
  if (opening) {
    askForComposer(caseId, opening);
    awaitField();
  }
  return named.filter((one) => shortcuts[one].group !== 'case');
}

function onKeyDown(event: KeyboardEvent) {
  if (event.key === 'Escape' && early?.closeDialog && !isInDialog(event.target)) {
    early.closeDialog();
    return event.preventDefault();
  }
  if (['Escape', 'Tab'].includes(event.key) || (event.key === 'Enter' && (event.ctrlKey || event.metaKey)))
    stopWaiting();
  if (isInPlaceOfField(event.target)) stopWaiting();
  const isCommand = event.ctrlKey || event.metaKey || event.altKey;
  if (event.defaultPrevented || event.isComposing || (isCommand && !event.getModifierState('AltGraph'))) return;
  if (!undoWaits && undoesAgain(event)) return event.preventDefault();
  undone = undefined;
  if (early && (!isTyping(event.target) || !isMeant(event.target))) return keepEarly(early, event);
  if (isCommand || isTyping(event.target)) return;
  const named = byKey(event.key);
  const isLetter = event.key.length === 1;
  const guard = isLetter ? [...writingGuards].find(({ isWriting }) => isWriting()) : undefined;
  const isSameWord = isOfWord(event);
  if (['Escape', 'Enter', 'Tab'].includes(event.key)) endWord();
  if (isSameWord && !guard && !isNoLetter(event, named)) return holdBack(event);
  if (named.length === 0) {
    // No shortcut, but a letter of a word all the same.
    if (guard || (isLetter && /\p{L}/u.test(event.key))) holdBack(event);
    return;
  }
  if (event.key !== 'Escape' && !preferences().shortcuts) return;
  if (event.key === 'Enter' && isControl(event.target)) return;
  // What was said before a window opened waits behind it, and is undone once it is in sight again.
  const meant = withoutComingCase(undoWaits ? named.filter((one) => one !== 'undo') : named);
  if (meant.length === 0) return event.preventDefault();
  const own = guard && isSameWord ? [] : guard?.own;
  for (const shortcut of own ? meant.filter((one) => own.includes(one)) : meant)
    for (const handler of (handlers.get(shortcut) ?? []).toReversed()) {
      if (handler(event, 'selected-or-open') === false) continue;
      event.preventDefault();
      if (opensField.includes(shortcut)) awaitField();
      if (shortcut === 'undo') undone = { key: event.key, at: event.timeStamp };
      return;
    }
  if (isLetter) holdBack(event);
  if (!guard) return;
  event.preventDefault();
  if (!event.repeat) guard.onHeldBack();
}

/** An open menu has Escape, also while the focus is not in it yet, or has been taken from it: the menu itself would not hear of it. */
function closeOpenMenu(event: KeyboardEvent) {
  if (event.key !== 'Escape' || !(event.target instanceof HTMLElement) || event.target.closest('[role=menu]')) return;
  const button = document.querySelector<HTMLElement>('[aria-haspopup=menu][aria-expanded=true]');
  if (!button) return;
  event.preventDefault();
  event.stopPropagation();
  button.click();
}

function onPointerDown() {
  stopWaiting();
  endWord();
  undone = undefined;
}

export function listenToKeys() {
  document.addEventListener('keydown', closeOpenMenu, { capture: true });
  document.addEventListener('keydown', onKeyDown);
  document.addEventListener('focusin', onFocusIn);
  document.addEventListener('pointerdown', onPointerDown);
  return () => {
    stopWaiting();
    document.removeEventListener('keydown', closeOpenMenu, { capture: true });
    document.removeEventListener('keydown', onKeyDown);
    document.removeEventListener('focusin', onFocusIn);
    document.removeEventListener('pointerdown', onPointerDown);
  };
}

/**
 * What a shortcut does here; of several, the one mounted last is asked first. What it does `everywhere` is asked last,
 * also where the frame and what is in it are mounted together, and React runs the effects of the frame after the others.
 */
export function useShortcut(shortcut: Shortcut, handler: Handler, where: 'here' | 'everywhere' = 'here') {
  const latest = useRef(handler);
  // In the commit itself: a key that is pressed once something is in sight must find the handler that knows it.
  useLayoutEffect(() => void (latest.current = handler));
  useLayoutEffect(() => {
    const run: Handler = (event, meant) => latest.current(event, meant);
    const others = handlers.get(shortcut) ?? [];
    handlers.set(shortcut, where === 'here' ? [...others, run] : [run, ...others]);
    return () =>
      void handlers.set(
        shortcut,
        handlers.get(shortcut)!.filter((other) => other !== run),
      );
  }, [shortcut, where]);
}

/** Runs the action of a shortcut, as from the palette or a button. */
export function press(shortcut: Shortcut, meant: Meant = 'selected-or-open') {
  const event = new KeyboardEvent('keydown', { key: keysOf(shortcut)[0] });
  return (handlers.get(shortcut) ?? []).toReversed().some((handler) => handler(event, meant) !== false);
}

export const isMac = /mac|iphone|ipad/i.test(navigator.platform);
