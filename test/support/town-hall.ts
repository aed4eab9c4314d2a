import type { CaseSummary, ChannelAccount, ChatHello, Page } from '@guichet/contracts';
import { Desk } from './desk.js';
import { RunningProduct } from './product.js';
import { Sink } from './sink.js';
import { Visitor } from './visitor.js';

/** Mail address of the town hall, and the origin of its web site. */
export const ADDRESS = 'contact@mairie.test';
export const SITE = 'https://www.ville.test';

/** The whole product with an agent at their desk, and a mail account whose server keeps what is sent. */
export class TownHall {
  private constructor(
    readonly product: RunningProduct,
    readonly sink: Sink,
    readonly desk: Desk,
  ) {}

  static async open(): Promise<TownHall> {
    const [product, sink] = await Promise.all([RunningProduct.start(), Sink.open()]);
    const desk = await Desk.open(product);
    await desk.connect('email', {
      address: ADDRESS,
      inbound: { smtp: true },
      outbound: { host: '127.0.0.1', port: sink.port, secure: false },
      undoSeconds: 0,
    });
    return new TownHall(product, sink, desk);
  }

  /** A chat that the pages of `SITE` may show. */
  openChat(config: object = {}): Promise<ChannelAccount> {
    return this.desk.connect('chat', { allowedOrigins: [SITE], mailAfterMinutes: 0, ...config });
  }

  enter({ id }: ChannelAccount, hello: Partial<ChatHello> = {}, origin = SITE): Promise<Visitor> {
    return Visitor.enter(this.product.url, origin, { channelId: id, ...hello });
  }

  /** The only case with these words, once all is understood. */
  async caseOf(text: string): Promise<CaseSummary> {
    await this.product.understood();
    const { items } = await this.desk.client.get<Page<CaseSummary>>(`/cases?status=any&q=${encodeURIComponent(text)}`);
    if (items.length !== 1) throw new Error(`${items.length} cases have the words "${text}"`);
    return items[0]!;
  }

  async close(): Promise<void> {
    this.desk.close();
    await this.product.close();
    await this.sink.close();
  }
}
