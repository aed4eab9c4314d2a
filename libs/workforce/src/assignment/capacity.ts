import { allow, type Principal } from '@guichet/access';
import { channels } from '@guichet/channels';
import { Capacity, type ChannelKind } from '@guichet/contracts';
import { Setting, type Reader, type Tx } from '@guichet/database';

const KEY = 'capacity';
/** The points of an open case that came by no channel. */
const WITHOUT_CHANNEL = 1;

export async function getCapacity(reader: Reader, who: Principal): Promise<Capacity> {
  allow(who, 'routing.read');
  return (await CaseWeights.load(reader)).setting;
}

export async function saveCapacity(tx: Tx, who: Principal, wanted: Capacity): Promise<Capacity> {
  allow(who, 'routing.manage');
  await tx.repo(Setting).upsert({ key: KEY, value: wanted }, ['key']);
  tx.publish('routing.changed', {}, { everybody: 'Every agent may read the routing rules and the capacity.' });
  return wanted;
}

/** The points that open cases weigh, and the capacity of agents who have none of their own. */
export class CaseWeights {
  constructor(readonly setting: Capacity) {}

  static async load(reader: Reader): Promise<CaseWeights> {
    const [row] = await reader.query<{ value: unknown }>(`select value from setting where key = $1`, [KEY]);
    return new CaseWeights(Capacity.parse(row?.value ?? {}));
  }

  get points(): number {
    return this.setting.points;
  }

  of(channel: ChannelKind | null): number {
    return channel ? (this.setting.weights[channel] ?? channels[channel].weight) : WITHOUT_CHANNEL;
  }
}
