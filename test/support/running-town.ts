import type { CaseSummary, ChannelAccount, ChatHello, Page } from '@guichet/contracts';
import { LiveAgent } from './live-agent.js';
import { RunningProduct } from './running-product.js';
import { MailSink } from './mail-sink.js';
import { Visitor } from './chat-visitor.js';

/** The mail address of the town hall, and the origin of its web site. */
export const ADDRESS = 'contact@mairie.test';
export const SITE = 'https://www.ville.test';

/** The whole product with a signed-in agent, and a mail account whose server keeps what is sent. */
export class RunningTown {
  private constructor(
    readonly product: RunningProduct,
    readonly sink: MailSink,
    readonly desk: LiveAgent,
  ) {}

  static async open(): Promise<RunningTown> {
    const [product, sink] = await Promise.all([RunningProduct.start(), MailSink.open()]);
    const desk = await LiveAgent.open(product);
    await desk.connect('email', {
      address: ADDRESS,
      inbound: { smtp: true },
      outbound: { host: '127.0.0.1', port: sink.port, secure: false },
      undoSeconds: 0,
    });
    return new RunningTown(product, sink, desk);
  }

  /** Creates a chat account that the pages of `SITE` may show. */
  openChat(config: object = {}): Promise<ChannelAccount> {
    return this.desk.connect('chat', { allowedOrigins: [SITE], mailAfterMinutes: 0, ...config });
  }

  enter({ id }: ChannelAccount, hello: Partial<ChatHello> = {}, origin = SITE): Promise<Visitor> {
    return Visitor.enter(this.product.url, origin, { channelAccountId: id, ...hello });
  }

  /** Returns the only case with these words, once all envelopes are processed. */
  async caseOf(text: string): Promise<CaseSummary> {
    await this.product.processed();
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
