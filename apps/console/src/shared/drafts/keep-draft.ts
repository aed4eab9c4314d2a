import type { DraftContent } from './draft-content.js';
import type { DraftStoreOptions } from './draft-store-options.js';
import { needsMirror, reduceDraft, type DraftSync } from './draft-sync-reducer.js';
import type { DraftMirror } from './local-draft-copy.js';
import { contains, type WordsAndFiles } from './merge-drafts.js';

/** Returns a draft that offers nothing that was sent from this browser. */
export const withoutSent = ({ sent }: DraftMirror, key: string, sync: DraftSync): DraftSync =>
  sync.other ? reduceDraft(sync, { type: 'words-sent', sent: sent.of(key) }) : sync;

/**
 * Keeps a draft in this browser. What another window keeps in the same place stays there, for that one: where no words stand here, there is
 * nothing to offer it beside.
 */
export function keepDraft(mirror: DraftMirror, key: string, sync: DraftSync): DraftSync {
  const { content = null, base, other, editedAt } = sync;
  if (!needsMirror(sync)) mirror.remove(key);
  else if (!mirror.isOfOtherWindow(key)) mirror.write(key, { content, base, other, editedAt });
  return sync;
}

const isIn = (one: DraftContent, known: readonly WordsAndFiles[]) => known.some((whole) => contains(whole, one));

interface Typed {
  key: string;
  sync: DraftSync;
  had: readonly DraftContent[];
}

/**
 * Returns a draft with what another window keeps in the same place, whose words may be nowhere else. What that one offers of what was had here
 * is nothing to offer back.
 */
export function withBeside({ mirror, isOnItsWay }: DraftStoreOptions, { key, sync, had }: Typed): DraftSync {
  const isShown = sync.content !== undefined && !sync.sending;
  if (!isShown || !needsMirror(sync) || !mirror.isOfOtherWindow(key)) return sync;
  const { content, other } = mirror.readOfOtherWindow(key) ?? {};
  const found = [content, other && isIn(other, had) ? undefined : other];
  const sent = mirror.sent.of(key);
  const contents = found.filter((one) => one != null).filter((one) => !isOnItsWay(key, one) && !isIn(one, sent));
  return contents.length > 0 ? reduceDraft(sync, { type: 'found-beside', contents }) : sync;
}
