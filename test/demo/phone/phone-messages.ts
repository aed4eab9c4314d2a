import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type { ChannelKind } from '@guichet/contracts';
import type { DemoFile } from '../demo-files.js';
import type { CitizenMessage, CitizenChannel, DeliveryProgress, Received } from '../channels/citizen-channel.js';
import { people, phoneOwners, type Person, type PhoneOwner } from '../invented-people.js';

/** One message on a phone, of its owner or of the town. */
export interface Bubble {
  id: string;
  kind: ChannelKind;
  mine: boolean;
  at: string;
  subject: string | null;
  text: string;
  files: { id: string; name: string; type: string; size: number }[];
  /** One's own: how far it came. The town's: `read` once looked at. */
  progress: DeliveryProgress;
  reaction: string | null;
}

/** What the phones of those who can be played hold. Tells `bubble` with its owner whenever one is new or has changed. */
export class Phones extends EventEmitter<{ bubble: [PhoneOwner, Bubble] }> {
  private readonly bubbles = new Map<PhoneOwner, Map<string, Bubble>>(phoneOwners.map((owner) => [owner, new Map()]));
  private readonly files = new Map<string, DemoFile>();

  constructor(
    private readonly lines: ReadonlyMap<ChannelKind, CitizenChannel>,
    private readonly now: () => Date,
  ) {
    super();
    // One for each window.
    this.setMaxListeners(0);
  }

  all(owner: PhoneOwner): Bubble[] {
    return [...this.bubbles.get(owner)!.values()];
  }

  file(id: string): DemoFile | undefined {
    return this.files.get(id);
  }

  received(
    kind: ChannelKind,
    { id, to, subject = null, text, files }: Omit<Received, 'subject'> & { subject?: string | null },
  ): void {
    const owner = ownerOf(to);
    if (owner) this.put(owner, { ...this.bubble(kind, false, { text, files }), id, subject, progress: 'delivered' });
  }

  /** Notes what somebody has written elsewhere than on this phone: by the history, or by the traffic. */
  wrote(kind: ChannelKind, from: Person, letter: CitizenMessage): void {
    const owner = ownerOf(from);
    if (owner) this.put(owner, { ...this.own(kind, letter), progress: 'delivered' });
  }

  /** Writes to the town. Resolves at once: what becomes of it is told as it happens. */
  write(owner: PhoneOwner, kind: ChannelKind, letter: CitizenMessage): Bubble {
    const bubble = this.put(owner, this.own(kind, letter));
    void this.send(owner, bubble, letter);
    return bubble;
  }

  async react(
    owner: PhoneOwner,
    { kind, id, emoji }: { kind: ChannelKind; id: string; emoji: string | null },
  ): Promise<void> {
    const bubble = this.bubbles.get(owner)!.get(id);
    if (bubble?.kind !== kind || bubble.mine) return;
    await this.lines.get(kind)?.react?.(people[owner], id, emoji);
    this.put(owner, { ...bubble, reaction: emoji });
  }

  /** Somebody has looked at what the town wrote to them. */
  async read(person: Person, kind: ChannelKind): Promise<void> {
    const owner = ownerOf(person);
    const isUnread = (bubble: Bubble) => bubble.kind === kind && !bubble.mine && bubble.progress !== 'read';
    if (owner) for (const bubble of this.all(owner).filter(isUnread)) this.put(owner, { ...bubble, progress: 'read' });
    await this.lines.get(kind)?.read?.(person);
  }

  private async send(owner: PhoneOwner, bubble: Bubble, letter: CitizenMessage): Promise<void> {
    const progress = await this.lines
      .get(bubble.kind)!
      .write(people[owner], letter)
      .then(() => 'delivered' as const)
      .catch((error: unknown) => {
        process.stderr.write(`the ${bubble.kind} of ${people[owner].name} was not sent: ${String(error)}\n`);
        return 'failed' as const;
      });
    this.put(owner, { ...bubble, progress });
  }

  private own(kind: ChannelKind, letter: CitizenMessage): Bubble {
    return { ...this.bubble(kind, true, letter), subject: letter.subject ?? null };
  }

  private bubble(kind: ChannelKind, mine: boolean, { text, files }: Pick<CitizenMessage, 'text' | 'files'>): Bubble {
    const kept = files.map((file) => {
      const id = randomUUID();
      this.files.set(id, file);
      return { id, name: file.name, type: file.type, size: file.content.length };
    });
    const at = this.now().toISOString();
    return { id: randomUUID(), kind, mine, at, subject: null, text, files: kept, progress: 'sent', reaction: null };
  }

  private put(owner: PhoneOwner, bubble: Bubble): Bubble {
    this.bubbles.get(owner)!.set(bubble.id, bubble);
    this.emit('bubble', owner, bubble);
    return bubble;
  }
}

const ownerOf = (person: Person): PhoneOwner | undefined => phoneOwners.find((owner) => people[owner] === person);
