import type { DraftContent } from './draft-content.js';
import {
  draftState,
  emptyDraft,
  isDirty,
  keptDraft,
  reduceDraft,
  saveDelay,
  type DraftEvent,
  type DraftState,
  type DraftSync,
} from './draft-sync-reducer.js';
import type { DraftStoreOptions, ServerDraft } from './draft-store-options.js';
import { keepDraft, withBeside, withoutSent } from './keep-draft.js';

/** What has changed a draft. */
export type DraftCause = DraftEvent['type'] | 'connection';
/** How many of them are remembered. */
const HAD = 20;
type Listener = (cause: DraftCause) => void;

interface Draft {
  sync: DraftSync;
  timer: ReturnType<typeof setTimeout> | undefined;
  /** A read or write on its way. */
  running: Promise<void> | undefined;
  /** What was saved of the words that were written on here since: what has left them is no version that another window offers. */
  had: DraftContent[];
  listeners: Set<Listener>;
}

/**
 * The drafts of one agent. Every change is mirrored in this browser at once and saved on the server a moment later, one
 * request after the other for each case. A save that failed is tried again, also when its case is not open any more.
 */
export class DraftStore {
  readonly #drafts = new Map<string, Draft>();
  #online = true;

  constructor(private readonly options: DraftStoreOptions) {
    for (const key of options.mirror.keys()) this.#schedule(key, this.#draft(key));
  }

  /** The words to show; undefined: there are none, or they are being sent. */
  contentOf(key: string): DraftContent | undefined {
    const { content, sending } = this.#draft(key).sync;
    return sending ? undefined : content;
  }

  /** A version of the draft that was not taken, as a newer one exists. */
  otherOf(key: string): DraftContent | undefined {
    return this.#draft(key).sync.other;
  }

  stateOf(key: string): DraftState {
    return draftState(this.#draft(key).sync, this.#online);
  }

  /** When the words were changed last. Milliseconds since the epoch. */
  editedAt(key: string): number {
    return this.#draft(key).sync.editedAt;
  }

  /** Whether the words were changed since this page was loaded. */
  isTypedHere(key: string): boolean {
    return this.#draft(key).sync.typedHere;
  }

  isSending(key: string): boolean {
    return this.#draft(key).sync.sending;
  }

  /** Whether leaving the page now would leave words behind that only this browser has. */
  hasUnsaved(): boolean {
    return [...this.#drafts.keys()].some((key) => ['unsaved', 'refused'].includes(this.stateOf(key)));
  }

  subscribe(key: string, listener: Listener): () => void {
    const { listeners } = this.#draft(key);
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }

  /** Reads what the server keeps, unless words are on their way as a message. Returns whether it has told; the next save asks again. */
  async open(key: string): Promise<boolean> {
    const draft = this.#draft(key);
    if (draft.sync.sending) return true;
    return this.#run(key, () => this.#read(key)).then(
      () => true,
      () => false,
    );
  }

  /** A draft was saved at that time, here or in another window of the agent, or is gone (null): what was not done here is read. */
  async noteSaved(key: string, savedAt: number | null): Promise<void> {
    const draft = this.#drafts.get(key);
    // Whether this window has saved it is known once its own save is over.
    await draft?.running;
    if (!draft || draft.sync.version === undefined) return;
    const { sync, listeners } = draft;
    const isGone = savedAt === null && sync.version !== null && listeners.size > 0 && !isDirty(sync);
    if (!isGone && (savedAt ?? 0) <= (sync.version ?? 0)) return;
    await this.#refresh(key);
  }

  /** Reads the drafts that are shown, as another window may have gone on with them. */
  async refreshShown(): Promise<void> {
    const shown = [...this.#drafts].filter(([, { listeners, sync }]) => listeners.size > 0 && sync.base !== undefined);
    await Promise.all(shown.map(([key]) => this.#refresh(key)));
  }

  /** The server has told what it keeps, without being asked by `open`. */
  receive(key: string, server: ServerDraft): void {
    this.#send(key, { type: 'read', server });
  }

  /** Whether the server has told, since this page was loaded, what it keeps. */
  isKnown(key: string): boolean {
    return this.#draft(key).sync.base !== undefined;
  }

  edit(key: string, content: DraftContent): void {
    this.#send(key, { type: 'edited', content, at: this.options.now() });
  }

  /** The page has made something of the words by itself, which is saved with what the agent changes in them. */
  renew(key: string, content: DraftContent): void {
    this.#send(key, { type: 'renewed', content, at: this.options.now() });
  }

  /** Puts words back into the composer of a case. What stands there is not lost: it is offered beside them. */
  restore(key: string, content: DraftContent): void {
    this.options.mirror.sent.forget(key, content);
    this.#send(key, { type: 'restored', content, at: this.options.now() });
  }

  /** Deletes a draft. Words that were on their way have been sent. */
  discard(key: string): void {
    const { sending, content } = this.#draft(key).sync;
    if (sending && content) this.noteSent(key, content);
    this.#send(key, { type: 'discarded' });
    void this.flush(key);
  }

  /** The words are on their way as a message. They are kept until `discard`, and shown again by `edit`. */
  startSending(key: string): void {
    this.#send(key, { type: 'sending' });
  }

  /** Words were sent from this window: none offers them as a version of the draft any more. */
  noteSent(key: string, content: DraftContent): void {
    this.options.mirror.sent.add(key, content);
    this.dropSent();
  }

  /** Offers nothing that was sent, here or in another window of this browser. */
  dropSent(): void {
    for (const [key, { sync }] of this.#drafts)
      if (withoutSent(this.options.mirror, key, sync) !== sync) this.#send(key, { type: 'words-sent', sent: [] });
  }

  takeOther(key: string): void {
    this.#send(key, { type: 'other-taken', at: this.options.now() });
  }

  dismissOther(key: string): { offerAgain: () => void } {
    const { other } = this.#draft(key).sync;
    this.#send(key, { type: 'other-dismissed' });
    return { offerAgain: () => this.#send(key, { type: 'found-beside', contents: other ? [other] : [] }) };
  }

  /** Without a connection, what is typed is said to be unsaved; as soon as there is one again, everything is saved. */
  setOnline(online: boolean): void {
    if (this.#online === online) return;
    this.#online = online;
    if (online) void this.flushAll();
    for (const { listeners } of this.#drafts.values()) listeners.forEach((listener) => listener('connection'));
  }

  /** Saves at once what waits to be saved. */
  async flush(key: string): Promise<void> {
    const draft = this.#draft(key);
    await draft.running;
    if (saveDelay(draft.sync) !== undefined) await this.#save(key);
  }

  async flushAll(): Promise<void> {
    await Promise.all([...this.#drafts.keys()].map((key) => this.flush(key)));
  }

  /** Forgets every draft, here and in the mirror: the agent has signed out. */
  clear(): void {
    for (const { timer } of this.#drafts.values()) clearTimeout(timer);
    this.#drafts.clear();
    this.options.mirror.clear();
  }

  #draft(key: string): Draft {
    const known = this.#drafts.get(key);
    if (known) return known;
    const { mirror, isOnItsWay } = this.options;
    const kept = mirror.read(key);
    const isSent = kept?.content && isOnItsWay(key, kept.content);
    // Once they have arrived, nothing would say that they were no draft.
    if (isSent) mirror.remove(key);
    const sync = kept && !isSent ? withoutSent(mirror, key, keptDraft(kept)) : emptyDraft;
    const draft: Draft = { sync, timer: undefined, running: undefined, had: [], listeners: new Set() };
    this.#drafts.set(key, draft);
    return draft;
  }

  #send(key: string, event: DraftEvent): void {
    const draft = this.#draft(key);
    const before = withoutSent(this.options.mirror, key, draft.sync);
    const next = reduceDraft(before, event);
    if (event.type === 'read') {
      // Whoever has taken words back, on whatever device, has them as a draft again.
      if (event.server) this.options.mirror.sent.forget(key, event.server.content);
      if (next.content !== before.content) draft.had = [];
    }
    if (event.type === 'saved' && event.content) draft.had = [...draft.had, event.content].slice(-HAD);
    const offering = event.type === 'discarded' ? next : withBeside(this.options, { key, sync: next, had: draft.had });
    draft.sync = keepDraft(this.options.mirror, key, offering);
    this.#schedule(key, draft);
    draft.listeners.forEach((listener) => listener(event.type));
  }

  #schedule(key: string, draft: Draft): void {
    const delay = saveDelay(draft.sync);
    if (delay === undefined) {
      clearTimeout(draft.timer);
      draft.timer = undefined;
    } else draft.timer ??= setTimeout(() => void this.flush(key), delay);
  }

  /** One request after the other: a late one must not bring back what a later one has changed. */
  #run(key: string, work: () => Promise<void>): Promise<void> {
    const draft = this.#draft(key);
    const run = (draft.running ?? Promise.resolve()).then(work).finally(() => {
      if (draft.running === settled) draft.running = undefined;
    });
    const settled = run.catch(() => {});
    draft.running = settled;
    return run;
  }

  async #readServer(key: string): Promise<ServerDraft> {
    const read = await this.options.read(key);
    return read && this.options.isOnItsWay(key, read.content) ? null : read;
  }

  async #read(key: string): Promise<void> {
    this.#send(key, { type: 'read', server: await this.#readServer(key) });
  }

  /** Reads what another window may have saved. What this window has saved itself is left as it stands here. */
  #refresh(key: string): Promise<void> {
    const draft = this.#draft(key);
    const read = async () => {
      if (draft.sync.sending) return;
      const server = await this.#readServer(key);
      const isKnown = draft.sync.version === (server?.updatedAt ?? null);
      if (!isKnown && !draft.sync.sending) this.#send(key, { type: 'read', server });
    };
    // It was not asked for: whatever is saved next asks again.
    return this.#run(key, read).catch(() => {});
  }

  async #write(key: string): Promise<void> {
    const { sync } = this.#draft(key);
    const { revision, content } = sync;
    const version = isDirty(sync) ? await this.options.write(key, content, sync.version) : sync.version;
    this.#send(key, { type: 'saved', revision, content, version });
  }

  async #save(key: string): Promise<void> {
    const draft = this.#draft(key);
    clearTimeout(draft.timer);
    draft.timer = undefined;
    this.#send(key, { type: 'save-started' });
    let { revision } = draft.sync;
    await this.#run(key, async () => {
      try {
        // What the server has is known before it is replaced: it may have changed while it could not be reached.
        const { base, failures, typedHere } = draft.sync;
        if (base === undefined || failures > 0 || !typedHere) await this.#read(key);
        ({ revision } = draft.sync);
        await this.#write(key).catch(async (error: unknown) => {
          if (!this.options.isOutdated(error)) throw error;
          // Another window has saved its words since: they are read, and not replaced unseen.
          await this.#read(key);
          ({ revision } = draft.sync);
          await this.#write(key);
        });
      } catch (error) {
        this.#send(key, { type: 'save-failed', revision, permanent: this.options.isPermanent(error) });
      }
    });
  }
}
