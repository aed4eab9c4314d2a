import { allow, type Principal } from '@guichet/access';
import { Capacity, DEFAULT_WEIGHTS, type ChannelKind } from '@guichet/contracts';
import { Setting, type Database, type Tx } from '@guichet/database';

const KEY = 'capacity';
/** An open case that came by no channel. Points. */
const WITHOUT_CHANNEL = 1;

export async function capacityOf(query: Database['read'], who: Principal): Promise<Capacity> {
  allow(who, 'circulation.read');
  return (await Weights.load(query)).setting;
}

export async function saveCapacity(tx: Tx, who: Principal, wanted: Capacity): Promise<Capacity> {
  allow(who, 'circulation.manage');
  await tx.repo(Setting).upsert({ key: KEY, value: wanted }, ['key']);
  tx.publish('routing.changed', {});
  return wanted;
}

/** What open cases weigh, and how much an agent carries of whom nothing else is said. Points. */
export class Weights {
  constructor(readonly setting: Capacity) {}

  static async load(query: Database['read']): Promise<Weights> {
    const [row] = await query<{ value: unknown }>(`select value from setting where key = $1`, [KEY]);
    return new Weights(Capacity.parse(row?.value ?? {}));
  }

  get points(): number {
    return this.setting.points;
  }

  of(channel: ChannelKind | null): number {
    return channel ? (this.setting.weights[channel] ?? DEFAULT_WEIGHTS[channel]) : WITHOUT_CHANNEL;
  }
}
