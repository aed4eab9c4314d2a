import type { ChannelAccount, ChannelKind } from '@guichet/contracts';
import type { DemoFile } from '../demo-files.js';
import type { Person } from '../invented-people.js';
import type { TeamName } from '../build-town.js';

export interface PlannedAccount {
  name: string;
  team: TeamName;
  config: Record<string, unknown>;
}

export interface CitizenMessage {
  text: string;
  subject?: string;
  files: DemoFile[];
  /** Id of what it answers, as `Line.received` told it. Mail: a mail of the town, else the letter begins something new. */
  answering?: string;
  /** Which account of the line it goes to, where there are several. */
  team?: TeamName;
}

export type DeliveryProgress = 'sent' | 'delivered' | 'read' | 'failed';

/** What the town sent to somebody. */
export interface Received {
  id: string;
  to: Person;
  subject?: string;
  text: string;
  files: DemoFile[];
}

/** What happens on the citizens' side of a line. */
export interface ChannelListener {
  received(kind: ChannelKind, message: Received): void;
}

/**
 * One channel from the citizens' end: a provider with its citizens on one side, accounts of the town on the other. Each
 * person has one conversation with the town.
 */
export interface CitizenChannel {
  readonly kind: ChannelKind;
  /** The accounts that an administrator makes for it. */
  readonly plans: readonly PlannedAccount[];
  /** Tells the provider where to call. */
  connect(accounts: readonly ChannelAccount[]): Promise<void> | void;
  /** Writes to the town; the provider's id of it, once the town has it. */
  write(from: Person, letter: CitizenMessage): Promise<string>;
  /** Puts an emoji to a message of the town, or takes it back. */
  react?(person: Person, id: string, emoji: string | null): Promise<void>;
  /** The person has looked at what the town sent. */
  read?(person: Person): Promise<void>;
  close(): Promise<void>;
}
