import type { ConversationRecord } from './conversation-record.js';
import type { SocketConnection } from './socket-connection.js';
import type { TypingState } from './typing-state.js';

/** Notes in a conversation what the server says of it: messages, what was seen, who takes over and who is writing. */
export function applyServerEvents(
  connection: SocketConnection,
  { record, typingState }: { record: ConversationRecord; typingState: TypingState },
  { onAnswer, onChange }: { onAnswer: () => void; onChange: () => void },
): void {
  connection.on('message', (message) => {
    record.keep([message]);
    if (message.direction === 'out') typingState.setAgent(null);
    record.begin();
    onAnswer();
    onChange();
  });
  connection.on('seen', ({ upTo }) => {
    record.received.markSeen(upTo);
    onChange();
  });
  connection.on('handover', ({ at }) => {
    record.handedOverAt = at;
    typingState.setAgent(null);
    onChange();
  });
  connection.on('typing', ({ on, name }) => {
    typingState.setAgent(on ? name : null);
    onChange();
  });
}
