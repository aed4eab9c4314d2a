interface SavedDraftNotice {
  agentId: string;
  key: string;
  /** When, in milliseconds; null: there is no draft any more. */
  savedAt: number | null;
}

let opened: BroadcastChannel | undefined;
/** Between the windows of this browser. What is sent here is not received here. */
const channel = () => (opened ??= new BroadcastChannel('guichet.drafts'));

/** Tells the other windows that a draft was saved here: the server tells only of the first save of it. */
export const tellOtherWindows = (notice: SavedDraftNotice): void => channel().postMessage(notice);

/** Calls `listener` for each draft of the agent that another window has saved. Returns how to end that. */
export function onDraftOfOtherWindow(agentId: string, listener: (key: string, savedAt: number | null) => void) {
  const receive = ({ data }: MessageEvent<SavedDraftNotice>) => {
    if (data.agentId === agentId) listener(data.key, data.savedAt);
  };
  channel().addEventListener('message', receive);
  return () => channel().removeEventListener('message', receive);
}
