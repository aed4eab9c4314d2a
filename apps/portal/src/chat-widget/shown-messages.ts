import type { ChatMessage } from '@guichet/contracts';

/** A file that was uploaded and waits for its message to leave. */
export interface UploadedFile {
  token: string;
  name: string;
  size: number;
}

/** A message of the visitor that the server has not acknowledged yet. */
export interface UnsentMessage {
  clientId: string;
  text: string;
  files: UploadedFile[];
  /** ISO, by the visitor's clock: for its date only. */
  at: string;
  /** Why the server does not take it; null: it will be tried. */
  refused: string | null;
  /** The server has it; it stays until it comes back as a message. */
  acknowledged: boolean;
}

/** One message on the screen. Its key stays the same from the first attempt to the last receipt. */
export interface MessageLine {
  key: string;
  mine: boolean;
  author: string;
  at: string;
  text: string;
  files: { id: string | null; name: string; size: number }[];
  state: 'waiting' | 'refused' | 'sent' | 'seen' | 'received';
}

const orderOf = ({ at, id }: ChatMessage): string => `${at} ${id}`;

/** Returns everything to show, in order: the messages of the server, then those that it does not have yet. */
export function messageLinesOf(messages: Iterable<ChatMessage>, outbox: readonly UnsentMessage[]): MessageLine[] {
  const known = [...messages].sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  const arrived = new Set(known.map(({ clientId }) => clientId));
  return [
    ...known.map(({ id, clientId, direction, author, at, text, files, seen }): MessageLine => ({
      key: clientId ?? id,
      mine: direction === 'in',
      author,
      at,
      text,
      files,
      state: direction === 'out' ? 'received' : seen ? 'seen' : 'sent',
    })),
    ...outbox
      .filter(({ clientId }) => !arrived.has(clientId))
      .map(({ clientId, text, files, at, refused, acknowledged }): MessageLine => ({
        key: clientId,
        mine: true,
        author: '',
        at,
        text,
        files: files.map(({ name, size }) => ({ id: null, name, size })),
        state: refused ? 'refused' : acknowledged ? 'sent' : 'waiting',
      })),
  ];
}

/** Returns the replies after the last one that was read. */
export const unreadOf = (messages: Iterable<ChatMessage>, readUpTo: string): ChatMessage[] =>
  [...messages].filter(({ direction, at }) => direction === 'out' && at > readUpTo);

/** Returns the time of the last known message, after which a new connection asks for more. */
export const lastAt = (messages: Iterable<ChatMessage>): string | undefined =>
  [...messages]
    .map(({ at }) => at)
    .reduce<string | undefined>((last, at) => (last && last > at ? last : at), undefined);

/** Whether a message begins a new group: it is of another author, or five minutes later. */
export const beginsGroup = (line: MessageLine, before: MessageLine | undefined): boolean =>
  !before ||
  before.mine !== line.mine ||
  before.author !== line.author ||
  Date.parse(line.at) - Date.parse(before.at) > 5 * 60_000;
