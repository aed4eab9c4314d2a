import { Resolver } from 'node:dns/promises';
import { LRUCache } from 'lru-cache';

/** Whom to ask: the servers that the system names, nobody, or these. */
export type DnsServers = 'system' | 'none' | readonly string[];

/** Records of DNS, as `resolve` of `node:dns` returns and rejects. Nothing is connected to by them. */
export abstract class Dns {
  /** False where an administrator wants nobody to be asked. */
  readonly isOn: boolean = true;
  abstract resolve(name: string, type: string): Promise<unknown>;

  /** The same, without what was said before: somebody has just changed it. */
  resolveAgain(name: string, type: string): Promise<unknown> {
    return this.resolve(name, type);
  }
}

const keyOf = (name: string, type: string): string => `${type} ${name.toLowerCase()}`;

type Answer = { records: unknown } | { error: Error };

/** Keys and policies are asked for again with every mail: what a server says is believed for so long. */
const KEPT_MS = 300_000;
const ABSENT_KEPT_MS = 60_000;
const ABSENT = new Set(['ENOTFOUND', 'ENODATA']);

export class SystemDns extends Dns {
  override readonly isOn: boolean;
  private readonly resolver = new Resolver({ timeout: 2_000, tries: 2 });
  private readonly answers = new LRUCache<string, Answer>({ max: 10_000, ttl: KEPT_MS });

  constructor(servers: DnsServers) {
    super();
    this.isOn = servers !== 'none';
    if (typeof servers !== 'string') this.resolver.setServers(servers);
  }

  async resolve(name: string, type: string): Promise<unknown> {
    const key = keyOf(name, type);
    const answer = this.answers.get(key) ?? (await this.ask(name, type, key));
    if ('error' in answer) throw answer.error;
    return structuredClone(answer.records);
  }

  override async resolveAgain(name: string, type: string): Promise<unknown> {
    this.answers.delete(keyOf(name, type));
    return this.resolve(name, type);
  }

  private async ask(name: string, type: string, key: string): Promise<Answer> {
    try {
      const answer = { records: (await this.resolver.resolve(name, type)) as unknown };
      this.answers.set(key, answer);
      return answer;
    } catch (error) {
      const answer = { error: error as Error & { code?: string } };
      if (ABSENT.has(answer.error.code ?? '')) this.answers.set(key, answer, { ttl: ABSENT_KEPT_MS });
      return answer;
    }
  }
}
