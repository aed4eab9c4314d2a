import type { ChatHello, ChatIdentity, ChatWelcome, Language } from '@guichet/contracts';
import type { BrowserStorage } from './browser-storage.js';
import { warnPageDeveloper } from './warn-page-developer.js';

interface Chat {
  channelAccountId: string;
  language: Language;
}

/** Who the visitor is to the server: by the token that this browser keeps, and by the identity that the page vouches for. */
export class VisitorSession {
  /** The server has checked the signature of the identity. */
  isConfirmed = false;
  /** Authorises uploads and downloads by HTTP; empty: there was no connection yet. */
  bearer = '';
  private identity: ChatIdentity | undefined;

  constructor(
    private readonly chat: Chat,
    private readonly store: BrowserStorage,
  ) {}

  get isIdentified(): boolean {
    return this.identity !== undefined;
  }

  /** Takes the identity that the page gives. Returns whether it is another one than before. */
  identify(identity: ChatIdentity | null): boolean {
    const isSame = JSON.stringify(identity ?? undefined) === JSON.stringify(this.identity);
    this.identity = identity ?? undefined;
    return !isSame;
  }

  /** The first frame of a connection. `after`: when the last message was written that the page knows. */
  hello(after: string | undefined): ChatHello {
    const token = this.store.get('token');
    return {
      channelAccountId: this.chat.channelAccountId,
      language: this.chat.language,
      ...(token && { token }),
      ...(after && { after }),
      ...(this.identity && { identity: this.identity }),
    };
  }

  accept({ token, session, identity }: ChatWelcome): void {
    this.store.set('token', token);
    this.bearer = session;
    this.isConfirmed = identity === 'confirmed';
    if (identity === 'refused') warnPageDeveloper('the identity of this visitor has a wrong signature');
  }

  end(): void {
    this.identity = undefined;
    this.isConfirmed = false;
    this.bearer = '';
  }
}
