import { Dns } from '@guichet/platform';

/** What a name publishes, by the type of its records. */
export type Published = Readonly<Record<string, readonly unknown[]>>;

const fault = (code: string): Error => Object.assign(new Error(`${code} in the zone of a test`), { code });

/** DNS that knows the names of a test and no others. It never reaches the Internet. */
export class TestDns extends Dns {
  /** What was asked for, as `TXT town.example`. */
  readonly asked: string[] = [];
  private readonly names = new Map<string, Published>();
  private readonly silent = new Set<string>();

  constructor(names: Readonly<Record<string, Published>> = {}) {
    super();
    for (const [name, published] of Object.entries(names)) this.publish(name, published);
  }

  /** Says what a name publishes, instead of what it has published. */
  publish(name: string, published: Published): this {
    this.names.set(name.toLowerCase(), published);
    return this;
  }

  /** The server of a name does not answer to questions for what it does not publish. */
  silence(name: string): this {
    this.silent.add(name.toLowerCase());
    return this;
  }

  async resolve(name: string, type: string): Promise<unknown> {
    this.asked.push(`${type} ${name}`);
    const key = name.toLowerCase().replace(/\.$/, '');
    const published = this.names.get(key);
    const [alias] = published?.CNAME ?? [];
    if (typeof alias === 'string' && type !== 'CNAME') return this.resolve(alias, type);
    const records = published?.[type] ?? [];
    if (records.length > 0) return type === 'TXT' ? records.map((text) => [text].flat()) : records;
    if (this.silent.has(key)) throw fault('ETIMEOUT');
    throw fault(published ? 'ENODATA' : 'ENOTFOUND');
  }
}
