import type { ChatProfile, ChatRefusal } from '@guichet/contracts';
import type { UnsentMessage } from './shown-messages.js';
import type { SocketConnection } from './socket-connection.js';
import type { UnsentMessages } from './unsent-messages.js';

/** Refusals that another try cannot change. */
const FINAL: readonly ChatRefusal[] = ['invalid-request', 'file-unknown'];

interface Listeners {
  /** What the visitor has told of themselves, sent with each message. */
  profile: () => ChatProfile;
  onChange: (clientId: string, change: Partial<UnsentMessage>) => void;
  /** The server wants to know more of the visitor before it takes this message. */
  onProfileNeeded: (message: UnsentMessage) => void;
}

/** Sends the unsent messages, in order and one after the other, under the same id again after a failure. */
export class MessageSender {
  private isSending = false;

  constructor(
    private readonly connection: SocketConnection,
    private readonly unsent: UnsentMessages,
    private readonly listeners: Listeners,
  ) {}

  async sendAll(): Promise<void> {
    if (this.isSending) return;
    this.isSending = true;
    try {
      for (;;) {
        const { next } = this.unsent;
        if (!next || this.connection.state !== 'on') return;
        const { clientId } = next;
        const answer = await this.send(next);
        if ('ok' in answer) this.listeners.onChange(clientId, { acknowledged: true });
        else if (answer.error === 'profile-needed') return this.listeners.onProfileNeeded(next);
        else if (FINAL.includes(answer.error)) this.listeners.onChange(clientId, { refused: answer.error });
        else return this.connection.later(() => void this.sendAll(), (answer.retryAfter ?? 0) * 1000);
      }
    } finally {
      this.isSending = false;
    }
  }

  private send({ clientId, text, files }: UnsentMessage) {
    const profile = this.listeners.profile();
    return this.connection.send('say', {
      clientId,
      text,
      files: files.map(({ token }) => token),
      ...(Object.keys(profile).length > 0 && { profile }),
    });
  }
}
