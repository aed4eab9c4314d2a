import type {
  Attachment,
  CaseReach,
  CaseSummary,
  ChannelAccount,
  FactEntry,
  MessageEntry,
  Page,
  PostMessage,
  Timeline,
} from '@guichet/contracts';
import { io, type Socket } from 'socket.io-client';
import { Client, type RunningProduct } from './product.js';

/** An agent's desk: looks again at each change that the live socket tells of, as a screen does. */
export class Desk {
  private changes = 0;
  private readonly waiting = new Set<() => void>();

  private constructor(
    readonly client: Client,
    private readonly socket: Socket,
  ) {
    socket.on('change', () => {
      this.changes += 1;
      for (const wake of this.waiting) wake();
      this.waiting.clear();
    });
  }

  static async open({ url }: RunningProduct): Promise<Desk> {
    const client = await Client.signIn(url);
    const socket = io(`${url}/live`, { transports: ['websocket'], extraHeaders: { cookie: client.cookie } });
    const desk = new Desk(client, socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', reject);
    });
    return desk;
  }

  close(): void {
    this.socket.disconnect();
  }

  /** Until there is what is looked for. */
  async until<Found>(look: () => Promise<Found | undefined>): Promise<Found> {
    for (;;) {
      const before = this.changes;
      const found = await look();
      if (found !== undefined) return found;
      if (before === this.changes) await new Promise<void>((resolve) => this.waiting.add(resolve));
    }
  }

  connect(kind: string, config: object): Promise<ChannelAccount> {
    return this.client.post('/channels', { kind, name: kind, config });
  }

  account = async (id: string): Promise<ChannelAccount> =>
    (await this.client.get<Page<ChannelAccount>>('/channels')).items.find((account) => account.id === id)!;

  cases = async (query = ''): Promise<CaseSummary[]> =>
    (await this.client.get<Page<CaseSummary>>(`/cases?status=any${query}`)).items;

  timeline = async (caseId: string) => (await this.client.get<Timeline>(`/cases/${caseId}/timeline?limit=200`)).items;

  messages = async (caseId: string): Promise<MessageEntry[]> =>
    (await this.timeline(caseId)).filter((entry) => entry.kind === 'message');

  /** What was said in a case: `in Bonjour`, `out Bonjour, Zoé`. */
  words = async (caseId: string): Promise<string[]> =>
    (await this.messages(caseId)).map(({ direction, text }) => `${direction} ${text}`);

  facts = async (caseId: string): Promise<FactEntry['fact'][]> =>
    (await this.timeline(caseId)).flatMap((entry) => (entry.kind === 'fact' ? [entry.fact] : []));

  reach = async (caseId: string) => (await this.client.get<CaseReach>(`/cases/${caseId}/reach`)).items;

  /** The case in which somebody wrote these words. */
  caseWith = (text: string): Promise<CaseSummary> =>
    this.until(async () => {
      for (const item of await this.cases()) {
        if ((await this.messages(item.id)).some((message) => message.text === text)) return item;
      }
      return undefined;
    });

  /** What a case begins with, once its file can be opened. */
  question = (caseId: string): Promise<MessageEntry> =>
    this.until(async () => {
      const [message] = await this.messages(caseId);
      return message!.attachments[0]!.state === 'ready' ? message : undefined;
    });

  entry = async (caseId: string, entryId: string): Promise<MessageEntry> =>
    (await this.messages(caseId)).find(({ id }) => id === entryId)!;

  /** Once a message of ours has come so far. */
  status = (caseId: string, entryId: string, status: NonNullable<MessageEntry['delivery']>['status']) =>
    this.until(async () => {
      const entry = await this.entry(caseId, entryId);
      return entry.delivery?.status === status ? entry : undefined;
    });

  /** Once a message of ours was tried so often, and waits for the next try. */
  triedInVain = (caseId: string, entryId: string, attempts: number) =>
    this.until(async () => {
      const entry = await this.entry(caseId, entryId);
      const { delivery } = entry;
      return delivery?.status === 'queued' && delivery.attempts >= attempts ? entry : undefined;
    });

  async answer(
    caseId: string,
    message: Partial<PostMessage> & { text: string; files?: { name: string; type: string; content: Uint8Array }[] },
  ): Promise<MessageEntry> {
    const { files = [], ...rest } = message;
    const attachmentIds: string[] = [];
    for (const { name, type, content } of files) {
      const form = new FormData();
      form.set('file', new Blob([Uint8Array.from(content)], { type }), name);
      attachmentIds.push((await this.client.post<Attachment>('/attachments', form)).id);
    }
    return this.client.post(`/cases/${caseId}/messages`, { ...rest, attachmentIds });
  }

  async file(attachmentId: string): Promise<Buffer> {
    return Buffer.from(await (await this.client.raw('GET', `/attachments/${attachmentId}`)).arrayBuffer());
  }

  /** A counter of the metrics page, by its name with its labels; 0 where it is not there. */
  async counter(name: string): Promise<number> {
    const page = await (await fetch(`${this.client.url}/metrics`)).text();
    return Number(
      page
        .split('\n')
        .find((line) => line.startsWith(`${name} `))
        ?.split(' ')[1] ?? 0,
    );
  }
}
