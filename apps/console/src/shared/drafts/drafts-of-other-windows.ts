interface SavedDraft {
  /** That of its case, or of its turn at a shared draft. */
  key: string;
  /** When, in milliseconds; null: there is no draft any more. */
  savedAt: number | null;
}

let opened: BroadcastChannel | undefined;
/** Between the windows of this browser. What is sent here is not received here. */
const channel = () => (opened ??= new BroadcastChannel('guichet.drafts'));

/** Says to the other windows that a draft was saved here: the server says so of the first save of it alone. */
export const broadcastSavedDraft = (saved: SavedDraft): void => channel().postMessage(saved);

/** Calls `listener` when another window has saved a draft. Returns how to end that. */
export function onDraftOfOtherWindow(key: string, listener: (savedAt: number | null) => void): () => void {
  const receive = ({ data }: MessageEvent<SavedDraft>) => void (data.key === key && listener(data.savedAt));
  channel().addEventListener('message', receive);
  return () => channel().removeEventListener('message', receive);
}
