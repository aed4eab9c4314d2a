import type { ChatHello, ChatIdentity, ChatIdentityFault, ChatWelcome, Language } from '@guichet/contracts';
import type { BrowserStorage } from './browser-storage.js';
import { warnPageDeveloper } from './warn-page-developer.js';

interface Chat {
  channelAccountId: string;
  language: Language;
}

/** What the developer of the page has to mend. */
const FAULTS: Record<ChatIdentityFault, string> = {
  'wrong-signature': 'has a wrong signature',
  'no-expiry': 'has no end: sign `exp` in the token, or `<expires>:<user id>` for the hash',
  expired: 'has expired: give a new one to Guichet.identify',
  'expires-too-late': 'is valid for too long: let it end within 24 hours',
  'not-valid-yet': 'is not valid yet',
};

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

  accept({ token, session, identity, identityFault }: ChatWelcome): void {
    this.store.set('token', token);
    this.bearer = session;
    this.isConfirmed = identity === 'confirmed';
    if (identityFault) warnPageDeveloper(`the identity of this visitor ${FAULTS[identityFault]}`);
  }

  end(): void {
    this.identity = undefined;
    this.isConfirmed = false;
    this.bearer = '';
  }
}
