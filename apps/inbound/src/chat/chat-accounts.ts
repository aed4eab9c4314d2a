import { openingAt, type ChatConfig } from '@guichet/channels';
import type { ChatProfile } from '@guichet/contracts';
import { Sockets } from '@guichet/live';
import { Accounts, type Account } from '@guichet/messages';
import { Injectable } from '@nestjs/common';

export type ChatAccount = Account & { config: ChatConfig };

const isChat = (account: Account | undefined): account is ChatAccount => account?.kind === 'chat' && account.enabled;

/** The chats that are open to the public, and the pages that may show them. */
@Injectable()
export class ChatAccounts {
  constructor(
    private readonly accounts: Accounts,
    private readonly sockets: Sockets,
  ) {}

  async byId(id: string): Promise<ChatAccount | null> {
    const account = await this.accounts.byId(id);
    return isChat(account) ? account : null;
  }

  async ids(): Promise<string[]> {
    return (await this.accounts.all()).filter(isChat).map(({ id }) => id);
  }

  /** A browser says truly from which page it comes; whoever is no browser says what they like, and gains nothing by it. */
  isAllowed({ config }: ChatAccount, headers: { origin?: string | undefined; host?: string | undefined }): boolean {
    return this.sockets.isOwn(headers) || config.allowedOrigins.includes(headers.origin ?? '');
  }
}

/** Has the visitor said what this account asks for before a conversation, or in the place of one? */
export function isIntroduced({ config }: ChatAccount, { name, email, consent }: ChatProfile, now: Date): boolean {
  const { preChat } = config;
  const isForm = config.offlineForm && !openingAt(config.hours, config.timezone, now).open;
  if (preChat.name === 'required' && !name) return false;
  if ((preChat.email === 'required' || isForm) && !email) return false;
  return !preChat.consentText || consent === true;
}
