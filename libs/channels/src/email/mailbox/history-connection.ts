import type { ImapFlow } from 'imapflow';

/** The connection over which the history of a mailbox is read: another one where the server has ended it. */
export class HistoryConnection {
  private client: ImapFlow | undefined;
  private isClosed = false;

  constructor(private readonly connect: () => Promise<ImapFlow>) {}

  async open(): Promise<ImapFlow> {
    if (this.client?.usable) return this.client;
    this.client?.close();
    const client = await this.connect();
    // Closed while it was made.
    if (this.isClosed) client.close();
    return (this.client = client);
  }

  close(): void {
    this.isClosed = true;
    this.client?.close();
  }
}
