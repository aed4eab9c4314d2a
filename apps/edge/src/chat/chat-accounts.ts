import { isChatAccount, type ChatAccount } from '@guichet/chat';
import { OwnOriginCheck } from '@guichet/live';
import { Accounts } from '@guichet/messages';
import { Injectable } from '@nestjs/common';

/** The chats that are open to the public, and the pages that may show them. */
@Injectable()
export class ChatAccounts {
  constructor(
    private readonly accounts: Accounts,
    private readonly ownPages: OwnOriginCheck,
  ) {}

  async byId(id: string): Promise<ChatAccount | null> {
    const account = await this.accounts.byId(id);
    return isChatAccount(account) ? account : null;
  }

  async ids(): Promise<string[]> {
    return (await this.accounts.all()).filter(isChatAccount).map(({ id }) => id);
  }

  /** Whether a page may show the chat. A browser tells the origin truthfully; another client may lie, and gains nothing by it. */
  isAllowed({ config }: ChatAccount, headers: { origin?: string | undefined; host?: string | undefined }): boolean {
    return this.ownPages.include(headers) || config.allowedOrigins.includes(headers.origin ?? '');
  }
}
