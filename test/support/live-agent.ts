import { setTimeout as sleep } from 'node:timers/promises';
import type {
  Attachment,
  ReplyRoutes,
  CaseSummary,
  ChannelAccount,
  ActivityEntry,
  MessageEntry,
  Page,
  PostMessage,
  Timeline,
} from '@guichet/contracts';
import { io, type Socket } from 'socket.io-client';
import { metricsPage } from './metrics-page.js';
import { ApiClient, type RunningProduct } from './running-product.js';

const PATIENCE_MS = 40_000;

/** A signed-in agent with a live socket, who reads again after each change that is pushed, as a screen does. */
export class LiveAgent {
  private changes = 0;
  private readonly waiting = new Set<() => void>();

  private constructor(
    readonly client: ApiClient,
    private readonly socket: Socket,
  ) {
    socket.on('change', () => {
      this.changes += 1;
      for (const wake of this.waiting) wake();
      this.waiting.clear();
    });
  }

  static async open({ url }: RunningProduct): Promise<LiveAgent> {
    const client = await ApiClient.signIn(url);
    const socket = io(`${url}/live`, { transports: ['websocket'], extraHeaders: { cookie: client.cookie } });
    const desk = new LiveAgent(client, socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', reject);
    });
    return desk;
  }

  close(): void {
    this.socket.disconnect();
  }

  /** Repeats `look` after each change until it finds something. */
  async until<Found>(look: () => Promise<Found | undefined>): Promise<Found> {
    for (;;) {
      const before = this.changes;
      const found = await look();
      if (found !== undefined) return found;
      if (before === this.changes) await this.nextChange(look);
    }
  }

  /** Waits for the next change. Throws where what is looked for is there, and nothing told of it. */
  private async nextChange(look: () => Promise<unknown>): Promise<void> {
    const changed = new Promise<'changed'>((resolve) => this.waiting.add(() => resolve('changed')));
    const patience = new AbortController();
    const late = sleep(PATIENCE_MS, 'late' as const, { signal: patience.signal }).catch(() => 'changed' as const);
    const first = await Promise.race([changed, late]);
    patience.abort();
    if (first === 'changed') return;
    const isThere = (await look()) !== undefined;
    throw new Error(
      `No change was pushed for ${PATIENCE_MS / 1000} s, and what was waited for is ${isThere ? '' : 'not '}there.`,
    );
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

  /** The messages of a case as lines: `in Bonjour`, `out Bonjour, Zoé`. */
  words = async (caseId: string): Promise<string[]> =>
    (await this.messages(caseId)).map(({ direction, text }) => `${direction} ${text}`);

  activities = async (caseId: string): Promise<ActivityEntry['activity'][]> =>
    (await this.timeline(caseId)).flatMap((entry) => (entry.kind === 'activity' ? [entry.activity] : []));

  reach = async (caseId: string) => (await this.client.get<ReplyRoutes>(`/cases/${caseId}/reply-routes`)).items;

  /** Waits for the case that has a message with this text. */
  caseWith = (text: string): Promise<CaseSummary> =>
    this.until(async () => {
      for (const item of await this.cases()) {
        if ((await this.messages(item.id)).some((message) => message.text === text)) return item;
      }
      return undefined;
    });

  /** Waits until the file of the first message can be opened, and returns the message. */
  question = (caseId: string): Promise<MessageEntry> =>
    this.until(async () => {
      const [message] = await this.messages(caseId);
      return message!.attachments[0]!.state === 'ready' ? message : undefined;
    });

  entry = async (caseId: string, entryId: string): Promise<MessageEntry> =>
    (await this.messages(caseId)).find(({ id }) => id === entryId)!;

  /** Waits until the delivery of a reply has reached a state. */
  status = (caseId: string, entryId: string, status: NonNullable<MessageEntry['delivery']>['status']) =>
    this.until(async () => {
      const entry = await this.entry(caseId, entryId);
      return entry.delivery?.status === status ? entry : undefined;
    });

  /** Waits until a delivery was attempted so often and waits for the next attempt. */
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

  /** A counter of `/metrics` by its name with labels; 0 where it is missing. */
  async counter(name: string): Promise<number> {
    const page = await metricsPage(this.client.url);
    return Number(
      page
        .split('\n')
        .find((line) => line.startsWith(`${name} `))
        ?.split(' ')[1] ?? 0,
    );
  }
}
