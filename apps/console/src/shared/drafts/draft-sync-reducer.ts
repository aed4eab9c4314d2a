import { isBlank, sameWords, type DraftContent } from './draft-content.js';
import { isSavedAlike } from './draft-request-body.js';
import type { MirroredDraft } from './local-draft-copy.js';
import { contains, mergeDrafts, type WordsAndFiles } from './merge-drafts.js';

/** The state of a draft between this browser and the server. */
export interface DraftSync {
  /** What is to be kept; undefined: there is no draft (any more). */
  content: DraftContent | undefined;
  /** What the server was last known to keep; undefined: nothing is known yet. */
  base: DraftContent | null | undefined;
  /** When that was saved, which tells it from what another window has saved since; null: nothing was. Milliseconds since the epoch. */
  version: number | null | undefined;
  /** What was not taken because newer words exist; it is offered until it is taken or deleted, and is the draft once the words in its place are sent. */
  other: DraftContent | undefined;
  /** Grows with each change, so that a save that ends late does not count for what was typed since. */
  revision: number;
  savedRevision: number;
  /** The revision that is being saved. */
  saving: number | undefined;
  /** Saves that failed since the last that did not. */
  failures: number;
  /** The server does not want this draft: trying again would change nothing. */
  refused: boolean;
  /** Milliseconds since the epoch of the last change, by the clock of whoever made it. */
  editedAt: number;
  /** What stands was changed since this page was loaded: nothing that comes from elsewhere is newer. */
  typedHere: boolean;
  /** The words are on their way as a message: they are kept, and no longer shown. */
  sending: boolean;
}

export type DraftEvent =
  | { type: 'edited'; content: DraftContent; at: number }
  /** The page has made something of the words by itself, as a rendering: where nobody has changed them here, that is nothing to save. */
  | { type: 'renewed'; content: DraftContent; at: number }
  /** Words that were sent, or taken out, come back. Those that stand in their place are offered beside them. */
  | { type: 'restored'; content: DraftContent; at: number }
  | { type: 'discarded' }
  | { type: 'sending' }
  | { type: 'save-started' }
  | { type: 'saved'; revision: number; content: DraftContent | undefined; version?: number | null }
  | { type: 'save-failed'; revision: number; permanent: boolean }
  /** What the server keeps, as it was read. */
  | { type: 'read'; server: { content: DraftContent; updatedAt: number } | null }
  /** Words of another window of this browser, which nothing but this browser keeps. */
  | { type: 'found-beside'; contents: readonly DraftContent[] }
  /** Words of this draft that were sent from this browser, from any window: they are no version of it. */
  | { type: 'words-sent'; sent: readonly WordsAndFiles[] }
  | { type: 'other-taken'; at: number }
  | { type: 'other-dismissed' };

/** What an agent is told of a draft. */
export type DraftState = 'none' | 'saving' | 'saved' | 'unsaved' | 'refused';

export const emptyDraft: DraftSync = {
  content: undefined,
  base: undefined,
  version: undefined,
  other: undefined,
  revision: 0,
  savedRevision: 0,
  saving: undefined,
  failures: 0,
  refused: false,
  editedAt: 0,
  typedHere: false,
  sending: false,
};

/** What stands in the draft by now, as words that have come back to their place, is no other version of it. */
const offeringOther = (sync: DraftSync): DraftSync =>
  sync.content && sync.other && contains(sync.content, sync.other) ? { ...sync, other: undefined } : sync;

/** A draft as it comes out of this browser when the page is loaded. */
export const keptDraft = ({ content, base, other, editedAt }: MirroredDraft): DraftSync =>
  offeringOther({ ...emptyDraft, content: content ?? undefined, base, other, editedAt, revision: 1 });

export const isDirty = ({ revision, savedRevision }: DraftSync) => revision !== savedRevision;

const changed = (sync: DraftSync, change: Partial<DraftSync>): DraftSync => ({
  ...sync,
  ...change,
  revision: sync.revision + 1,
  refused: false,
});

/** Whether a draft begins with the words of another and has its files: it was written on. */
const goesOn = (content: DraftContent, from: DraftContent) =>
  content.text.startsWith(from.text.trimEnd()) && contains(content, from);

/** What is offered, where something was offered before that nobody has looked at. */
const offered = (before: DraftContent | undefined, more: DraftContent) => (before ? mergeDrafts(before, more) : more);

/**
 * Joins what this browser has with what the server has. Words that nobody has changed here follow the server; words that
 * were changed on top of what the server has replace it. Where both have changed, the newer stands and the other is offered.
 */
function reconcile(sync: DraftSync, server: { content: DraftContent; updatedAt: number } | null): DraftSync {
  const known = { ...sync, base: server?.content ?? null, version: server?.updatedAt ?? null };
  const clean = (content: DraftContent | undefined) => ({
    ...known,
    content,
    savedRevision: sync.revision,
    editedAt: server?.updatedAt ?? sync.editedAt,
  });
  // What stands here knows more, as the labels of templates, than what the server keeps of the same.
  if (server && sync.content && isSavedAlike(sync.content, server.content)) return clean(sync.content);
  if (!isDirty(sync)) return { ...clean(server?.content), typedHere: false };
  if (server === null) return sync.content ? known : clean(undefined);
  if (sync.base && sameWords(sync.base, server.content)) return known;
  if (!sync.content) return clean(server.content);
  const isLater = sync.typedHere || sync.editedAt >= server.updatedAt;
  // Other recipients or another formatting of the same words are no other version.
  if (sameWords(sync.content, server.content)) return isLater ? known : clean(server.content);
  // A save whose response was lost is older than what was typed on top of it, though its time is later.
  const isShortened = sync.base ? server.content.text.length < sync.base.text.length : false;
  const isNewer = isLater || (goesOn(sync.content, server.content) && !isShortened);
  const [taken, left] = isNewer ? [sync.content, server.content] : [server.content, sync.content];
  const other = goesOn(taken, left) && !isShortened ? sync.other : offered(sync.other, left);
  return isNewer ? { ...known, other } : { ...clean(taken), other };
}

/** Returns the draft after an event. */
export function reduceDraft(sync: DraftSync, event: DraftEvent): DraftSync {
  switch (event.type) {
    case 'edited': {
      const content = isBlank(event.content) ? undefined : event.content;
      return changed(sync, { content, editedAt: event.at, typedHere: true, sending: false });
    }
    case 'renewed': {
      const { content, at } = event;
      return isDirty(sync) || sync.typedHere ? changed(sync, { content, editedAt: at }) : { ...sync, content };
    }
    case 'restored': {
      const { content: present, sending, other } = sync;
      const displaced =
        present && !sending && present.mode === event.content.mode && !sameWords(present, event.content);
      const change = { content: event.content, other: displaced ? offered(other, present) : other };
      return changed(sync, { ...change, editedAt: event.at, typedHere: true, sending: false });
    }
    case 'discarded': {
      const { content, other } = sync;
      const isKnown = content && other && contains(content, other);
      return changed(sync, { content: isKnown ? undefined : other, other: undefined, sending: false });
    }
    case 'sending':
      return { ...sync, sending: true };
    case 'save-started':
      return { ...sync, saving: sync.revision };
    case 'saved': {
      const { revision, content = null, version } = event;
      return { ...sync, saving: undefined, savedRevision: revision, failures: 0, base: content, version };
    }
    case 'save-failed': {
      const refused = event.permanent && event.revision === sync.revision;
      return { ...sync, saving: undefined, failures: sync.failures + 1, refused };
    }
    case 'read':
      return offeringOther(reconcile(sync, event.server));
    case 'found-beside': {
      const unknown = event.contents.filter((one) => !sync.content || !contains(sync.content, one));
      return { ...sync, other: unknown.reduce(offered, sync.other) };
    }
    case 'words-sent': {
      const { other } = sync;
      return other && event.sent.some((one) => contains(one, other)) ? { ...sync, other: undefined } : sync;
    }
    case 'other-taken':
      return sync.other ? changed(sync, { content: sync.other, other: sync.content, editedAt: event.at }) : sync;
    case 'other-dismissed':
      return { ...sync, other: undefined };
  }
}

/** What is said of the draft, with or without a connection to the server. */
export function draftState(sync: DraftSync, online: boolean): DraftState {
  if (!sync.content || sync.sending) return 'none';
  if (!isDirty(sync)) return 'saved';
  if (sync.refused) return 'refused';
  return sync.failures > 0 || !online ? 'unsaved' : 'saving';
}

/** From the first unsaved key to the save, whether or not typing goes on: with the way to the server, under a second. */
const FIRST_DELAY = 700;
const RETRY_DELAYS = [2_000, 5_000, 10_000, 30_000];

/**
 * Returns in how many milliseconds the draft is to be saved; undefined: there is nothing to save, or it is being saved, or
 * sent: saved after its message it would come back as a draft.
 */
export function saveDelay(sync: DraftSync): number | undefined {
  if (!isDirty(sync) || sync.saving !== undefined || sync.refused || sync.sending) return undefined;
  if (sync.failures === 0) return FIRST_DELAY;
  return RETRY_DELAYS[Math.min(sync.failures, RETRY_DELAYS.length) - 1];
}

/** Whether this browser has content that the server does not have. */
export const needsMirror = (sync: DraftSync) => isDirty(sync) || sync.other !== undefined;
