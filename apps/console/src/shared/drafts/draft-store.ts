import type { DraftContent } from './draft-content.js';
import {
  draftState,
  emptyDraft,
  isDirty,
  needsMirror,
  reduceDraft,
  saveDelay,
  type DraftEvent,
  type DraftState,
  type DraftSync,
} from './draft-sync-reducer.js';
import type { DraftMirror } from './local-draft-copy.js';

export interface DraftStoreOptions {
  /** Reads what the server keeps. */
  read: (caseId: string) => Promise<{ content: DraftContent; updatedAt: number } | null>;
  /** Saves a draft, or deletes it. */
  write: (caseId: string, content: DraftContent | undefined) => Promise<unknown>;
  /** Whether a save that failed so would fail again. */
  isPermanent: (error: unknown) => boolean;
  mirror: DraftMirror;
  now: () => number;
}

type Listener = (cause: DraftEvent['type'] | 'connection') => void;

interface Draft {
  sync: DraftSync;
  timer: ReturnType<typeof setTimeout> | undefined;
  /** A read or write on its way. */
  running: Promise<void> | undefined;
  listeners: Set<Listener>;
}

const syncOf = (kept: NonNullable<ReturnType<DraftMirror['read']>>): DraftSync => ({
  ...emptyDraft,
  content: kept.content ?? undefined,
  base: kept.base,
  other: kept.other,
  editedAt: kept.editedAt,
  revision: 1,
});

/**
 * The drafts of one agent. Every change is mirrored in this browser at once and saved on the server a moment later, one
 * request after the other for each case. A save that failed is tried again, also when its case is not open any more.
 */
export class DraftStore {
  readonly #drafts = new Map<string, Draft>();
  #online = true;

  constructor(private readonly options: DraftStoreOptions) {
    for (const caseId of options.mirror.caseIds()) this.#schedule(caseId, this.#draft(caseId));
  }

  /** The words to show; undefined: there are none, or they are being sent. */
  contentOf(caseId: string): DraftContent | undefined {
    const { content, sending } = this.#draft(caseId).sync;
    return sending ? undefined : content;
  }

  /** A version of the draft that was not taken, as a newer one exists. */
  otherOf(caseId: string): DraftContent | undefined {
    return this.#draft(caseId).sync.other;
  }

  stateOf(caseId: string): DraftState {
    return draftState(this.#draft(caseId).sync, this.#online);
  }

  isSending(caseId: string): boolean {
    return this.#draft(caseId).sync.sending;
  }

  /** Whether leaving the page now would leave words behind that only this browser has. */
  hasUnsaved(): boolean {
    return [...this.#drafts.keys()].some((caseId) => ['unsaved', 'refused'].includes(this.stateOf(caseId)));
  }

  subscribe(caseId: string, listener: Listener): () => void {
    const { listeners } = this.#draft(caseId);
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }

  /** Reads what the server keeps, unless words are on their way as a message. Failures are retried with the next save. */
  async open(caseId: string): Promise<void> {
    const draft = this.#draft(caseId);
    if (!draft.sync.sending) await this.#run(caseId, () => this.#read(caseId)).catch(() => {});
  }

  edit(caseId: string, content: DraftContent): void {
    this.#send(caseId, { type: 'edited', content, at: this.options.now() });
  }

  /** Puts words back into the composer of a case. What stands there is not lost: it is offered beside them. */
  restore(caseId: string, content: DraftContent): void {
    this.#send(caseId, { type: 'restored', content, at: this.options.now() });
  }

  discard(caseId: string): void {
    this.#send(caseId, { type: 'discarded' });
    void this.flush(caseId);
  }

  /** The words are on their way as a message. They are kept until `discard`, and shown again by `edit`. */
  startSending(caseId: string): void {
    this.#send(caseId, { type: 'sending' });
  }

  takeOther(caseId: string): void {
    this.#send(caseId, { type: 'other-taken', at: this.options.now() });
  }

  dismissOther(caseId: string): void {
    this.#send(caseId, { type: 'other-dismissed' });
  }

  /** Without a connection, what is typed is said to be unsaved; as soon as there is one again, everything is saved. */
  setOnline(online: boolean): void {
    if (this.#online === online) return;
    this.#online = online;
    if (online) void this.flushAll();
    for (const { listeners } of this.#drafts.values()) listeners.forEach((listener) => listener('connection'));
  }

  /** Saves at once what waits to be saved. */
  async flush(caseId: string): Promise<void> {
    const draft = this.#draft(caseId);
    await draft.running;
    if (saveDelay(draft.sync) !== undefined) await this.#save(caseId);
  }

  async flushAll(): Promise<void> {
    await Promise.all([...this.#drafts.keys()].map((caseId) => this.flush(caseId)));
  }

  /** Forgets every draft, here and in the mirror: the agent has signed out. */
  clear(): void {
    for (const { timer } of this.#drafts.values()) clearTimeout(timer);
    this.#drafts.clear();
    this.options.mirror.clear();
  }

  #draft(caseId: string): Draft {
    const known = this.#drafts.get(caseId);
    if (known) return known;
    const kept = this.options.mirror.read(caseId);
    const sync = kept ? syncOf(kept) : emptyDraft;
    const draft: Draft = { sync, timer: undefined, running: undefined, listeners: new Set() };
    this.#drafts.set(caseId, draft);
    return draft;
  }

  #send(caseId: string, event: DraftEvent): void {
    const draft = this.#draft(caseId);
    draft.sync = reduceDraft(draft.sync, event);
    this.#mirror(caseId, draft.sync);
    this.#schedule(caseId, draft);
    draft.listeners.forEach((listener) => listener(event.type));
  }

  #mirror(caseId: string, sync: DraftSync): void {
    const { mirror } = this.options;
    const { content = null, base, other, editedAt } = sync;
    if (needsMirror(sync)) mirror.write(caseId, { content, base, other, editedAt });
    else mirror.remove(caseId);
  }

  #schedule(caseId: string, draft: Draft): void {
    const delay = saveDelay(draft.sync);
    if (delay === undefined) {
      clearTimeout(draft.timer);
      draft.timer = undefined;
    } else draft.timer ??= setTimeout(() => void this.flush(caseId), delay);
  }

  /** One request after the other: a late one must not bring back what a later one has changed. */
  #run(caseId: string, work: () => Promise<void>): Promise<void> {
    const draft = this.#draft(caseId);
    const run = (draft.running ?? Promise.resolve()).then(work).finally(() => {
      if (draft.running === settled) draft.running = undefined;
    });
    const settled = run.catch(() => {});
    draft.running = settled;
    return run;
  }

  async #read(caseId: string): Promise<void> {
    const server = await this.options.read(caseId);
    this.#send(caseId, { type: 'read', server });
  }

  async #save(caseId: string): Promise<void> {
    const draft = this.#draft(caseId);
    clearTimeout(draft.timer);
    draft.timer = undefined;
    this.#send(caseId, { type: 'save-started' });
    let { revision } = draft.sync;
    await this.#run(caseId, async () => {
      try {
        // What the server has is known before it is replaced: it may have changed while it could not be reached.
        const { base, failures, typedHere } = draft.sync;
        if (base === undefined || failures > 0 || !typedHere) await this.#read(caseId);
        if (isDirty(draft.sync)) {
          const { content } = draft.sync;
          ({ revision } = draft.sync);
          await this.options.write(caseId, content);
          this.#send(caseId, { type: 'saved', revision, content });
        } else this.#send(caseId, { type: 'saved', revision: draft.sync.revision, content: draft.sync.content });
      } catch (error) {
        this.#send(caseId, { type: 'save-failed', revision, permanent: this.options.isPermanent(error) });
      }
    });
  }
}
