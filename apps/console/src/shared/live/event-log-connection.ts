import type { Change, CaseViewers, ViewerState, ServerFrames } from '@guichet/contracts';
import type { io as Connect, Socket } from 'socket.io-client';
import { importWithRetry } from '../api/import-with-retry.js';
import { firstScreen } from '../router/wait-for-first-screen.js';

export type Connection = 'connecting' | 'connected' | 'lost';

/** How long a sign of writing counts without another one, in milliseconds. */
const TYPING_LASTS = 6_000;

type Listener = (changes: Change[]) => void;

/**
 * The one connection to the event log. It holds the position of the last change handled, asks for what it missed after
 * every (re)connection, and hands changes on in bursts, so that a busy desk repaints a few times a second at most.
 */
class Log {
  #socket: Socket | undefined;
  #wanted = false;
  #position = '';
  #waiting: Change[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #watched = new Map<string, { count: number; state: ViewerState }>();
  #changeListeners = new Set<Listener>();
  #stateListeners = new Set<() => void>();
  #resetListeners = new Set<() => void>();
  #rightsListeners = new Set<() => void>();
  #typing = new Map<string, { name: string; timer: ReturnType<typeof setTimeout> }>();
  #presence = new Map<string, CaseViewers['agents']>();
  #connection: Connection = 'connecting';
  #lostAt = 0;
  /** Changes brought by the last catch-up after a loss that people could notice. */
  #caughtUp: { changes: number; id: number } | undefined;

  open(position: string) {
    this.#position = position;
    if (this.#wanted) return;
    this.#wanted = true;
    // The list does not wait for it, and the position tells what to catch up with.
    void firstScreen
      .then(() => importWithRetry(() => import('socket.io-client')))
      .then(({ io }) => {
        if (this.#wanted) this.#socket ??= this.#connect(io);
      });
  }

  close() {
    this.#wanted = false;
    this.#socket?.disconnect();
    this.#socket = undefined;
    this.#presence.clear();
    this.#set('connecting');
  }

  get connection() {
    return this.#connection;
  }
  get caughtUp() {
    return this.#caughtUp;
  }
  typingIn(caseId: string) {
    return this.#typing.get(caseId)?.name;
  }
  presenceOf(caseId: string) {
    return this.#presence.get(caseId);
  }

  onChanges(listener: Listener) {
    this.#changeListeners.add(listener);
    return () => void this.#changeListeners.delete(listener);
  }
  onReset(listener: () => void) {
    this.#resetListeners.add(listener);
    return () => void this.#resetListeners.delete(listener);
  }
  /** One's own rights are other ones now, by whatever way: an act of somebody, or a date. */
  onRights(listener: () => void) {
    this.#rightsListeners.add(listener);
    return () => void this.#rightsListeners.delete(listener);
  }
  readonly onState = (listener: () => void) => {
    this.#stateListeners.add(listener);
    return () => void this.#stateListeners.delete(listener);
  };

  /** Two parts of the screen may watch one case; it is unwatched with the last. */
  watch(caseId: string) {
    const watched = this.#watched.get(caseId) ?? { count: 0, state: 'viewing' as const };
    watched.count += 1;
    this.#watched.set(caseId, watched);
    if (watched.count === 1) this.#socket?.emit('watch', { caseId });
    return () => {
      watched.count -= 1;
      if (watched.count > 0) return;
      this.#watched.delete(caseId);
      this.#presence.delete(caseId);
      this.#socket?.emit('unwatch', { caseId });
    };
  }

  show(caseId: string, state: ViewerState) {
    const watched = this.#watched.get(caseId);
    if (!watched || watched.state === state) return;
    watched.state = state;
    this.#socket?.emit('presence', { caseId, state });
  }

  #connect(io: typeof Connect) {
    const socket: Socket = io('/live', {
      path: '/socket.io',
      transports: ['websocket', 'polling'],
      withCredentials: true,
      // Said with the greeting, so that nothing new comes before what was missed.
      auth: (answer) => answer({ after: this.#position }),
    });
    socket.on('connect', () => {
      for (const [caseId, { state }] of this.#watched) {
        socket.emit('watch', { caseId });
        if (state !== 'viewing') socket.emit('presence', { caseId, state });
      }
      this.#set('connected');
    });
    const lost = () => {
      // A connection that breaks again before it has caught up was no end of the loss.
      if (this.#connection === 'connected' && this.#lostAt === 0) this.#lostAt = Date.now();
      this.#set('lost');
    };
    socket.on('disconnect', (reason) => {
      lost();
      // The server closes on purpose when a session ends or is replaced; the next request tells which.
      if (reason === 'io server disconnect') setTimeout(() => this.#socket === socket && socket.connect(), 1000);
    });
    socket.on('connect_error', lost);
    socket.on('change', (change: ServerFrames['change']) => this.#take(change));
    socket.on('presence', ({ caseId, agents }: ServerFrames['presence']) => {
      this.#presence.set(caseId, agents);
      this.#tell();
    });
    socket.on('typing', ({ caseId, name }: ServerFrames['typing']) => {
      this.#stopTyping(caseId);
      const timer = setTimeout(() => {
        this.#stopTyping(caseId);
        this.#tell();
      }, TYPING_LASTS);
      this.#typing.set(caseId, { name, timer });
      this.#tell();
    });
    socket.on('rightsChanged', () => {
      for (const listener of this.#rightsListeners) listener();
    });
    socket.on('reset', ({ position }: ServerFrames['reset']) => {
      this.#position = position;
      for (const listener of this.#resetListeners) listener();
    });
    socket.on('caughtUp', ({ position, changes }: ServerFrames['caughtUp']) => {
      if (position > this.#position) this.#position = position;
      const away = this.#lostAt && Date.now() - this.#lostAt;
      this.#lostAt = 0;
      if (away && away > 2000) this.#caughtUp = { changes, id: Date.now() };
      this.#tell();
    });
    return socket;
  }

  #take(change: Change) {
    if (change.position <= this.#position) return;
    this.#position = change.position;
    // What they were writing is here.
    if (change.type === 'message.received' && change.caseId) this.#stopTyping(change.caseId);
    this.#waiting.push(change);
    if (this.#timer) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      const changes = this.#waiting;
      this.#waiting = [];
      for (const listener of this.#changeListeners) listener(changes);
    }, 80);
  }

  #stopTyping(caseId: string) {
    clearTimeout(this.#typing.get(caseId)?.timer);
    this.#typing.delete(caseId);
  }

  #set(connection: Connection) {
    this.#connection = connection;
    this.#tell();
  }
  #tell() {
    for (const listener of this.#stateListeners) listener();
  }
}

export const log = new Log();
