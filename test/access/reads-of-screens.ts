import type { CaseViewers } from '@guichet/contracts';
import { ViewerBoard } from '../../libs/live/src/case-viewers.js';
import { roomsFor } from '../../libs/live/src/event-rooms.js';
import type { LiveNamespace, LiveSocket } from '../../libs/live/src/socket-frames.js';
import { pick } from './drawn-steps.js';
import { type Read } from './reading.js';

/** A socket as the board of viewers knows it: in rooms, and with what it was sent. */
interface Screen {
  data: Pick<LiveSocket['data'], 'who' | 'presence' | 'presenceChanged'>;
  rooms: readonly string[];
  heard: CaseViewers[];
  emit: (frame: string, data: CaseViewers) => void;
}

/** Everybody opens a case. Who looks at one is known to those who may see it, and nobody else has it open. */
const viewersRead: Read = async ({ history, n }) => {
  const screens: Screen[] = [];
  for (const { id } of history.everybody) {
    const who = await history.principal(id);
    const heard: CaseViewers[] = [];
    const emit = (_: string, data: CaseViewers) => void heard.push(data);
    screens.push({
      data: { who, presence: new Map(), presenceChanged: Promise.resolve() },
      rooms: roomsFor(who),
      heard,
      emit,
    });
  }
  const live = {
    sockets: new Map(screens.map((screen) => [screen.data.who.id, screen])),
    local: {
      to: (rooms: readonly string[]) => ({
        emit: (frame: string, data: CaseViewers) => {
          for (const screen of screens) if (rooms.some((room) => screen.rooms.includes(room))) screen.emit(frame, data);
        },
      }),
    },
  } as unknown as LiveNamespace;
  const board = new ViewerBoard(history.cast.town.database, live);
  const opened = screens.flatMap((screen, k) => {
    const item = pick(history.rows.cases, n + k * (n % 3));
    return item ? [{ screen, item }] : [];
  });
  for (const { screen, item } of opened) await board.watch(screen as unknown as LiveSocket, item.id);
  for (const { data, heard } of screens) {
    const visible = new Set(history.visibleTo(data.who.id).map(({ id }) => id));
    const own = opened.filter(({ screen, item }) => screen.data === data && visible.has(item.id));
    expect([...data.presence.keys()]).toEqual(own.map(({ item }) => item.id));
    const seen = opened.filter(({ screen, item }) => screen.data.presence.has(item.id) && visible.has(item.id));
    expect(new Set(heard.map(({ caseId }) => caseId))).toEqual(new Set(seen.map(({ item }) => item.id)));
  }
  return null;
};

export const readsOfScreens: Read[] = [viewersRead];
