import type { DraftContent } from './draft-content.js';
import type { DraftMirror } from './local-draft-copy.js';

/** What the server keeps of a draft. */
export type ServerDraft = { content: DraftContent; updatedAt: number } | null;

export interface DraftStoreOptions {
  /** Reads what the server keeps. */
  read: (key: string) => Promise<ServerDraft>;
  /**
   * Saves a draft, or deletes it, in the place of the version of that time; null: of none, undefined: of any. Returns when it was saved, where
   * that is known; null: there is none any more.
   */
  write: (
    key: string,
    content: DraftContent | undefined,
    replaced: number | null | undefined,
  ) => Promise<number | null | undefined>;
  /** Whether a save was refused because there is another version than the one to replace. */
  isOutdated: (error: unknown) => boolean;
  /** Whether a save that failed so would fail again. */
  isPermanent: (error: unknown) => boolean;
  mirror: DraftMirror;
  /** Whether these words are on their way as a message, so that they are no draft any more. */
  isOnItsWay: (key: string, content: DraftContent) => boolean;
  now: () => number;
}
