import type { ChannelIo, ResolveDns } from '../../channel.js';

/** Whom a check asks. */
export interface Asked {
  resolve: ResolveDns;
  fetch: ChannelIo['fetch'];
  now: Date;
}

/** A name that could not be looked up: that says nothing of what it publishes. */
export class NotAsked extends Error {
  constructor(
    readonly queried: string,
    options?: ErrorOptions,
  ) {
    super(`${queried} could not be looked up.`, options);
    this.name = 'NotAsked';
  }
}

const ABSENT = new Set(['ENOTFOUND', 'ENODATA', 'EBADNAME']);

const isAbsent = (error: unknown): boolean => ABSENT.has((error as { code?: string }).code ?? '');

/** The records of a name; none where it has none. Throws `NotAsked`. */
export async function recordsOf<Item>(resolve: ResolveDns, name: string, type: string): Promise<Item[]> {
  try {
    return (await resolve(name, type)) as Item[];
  } catch (cause) {
    if (isAbsent(cause)) return [];
    throw new NotAsked(name, { cause });
  }
}

/** The texts of a name, those of one record joined. Throws `NotAsked`. */
export const textsOfName = async (resolve: ResolveDns, name: string): Promise<string[]> =>
  (await recordsOf<string[]>(resolve, name, 'TXT')).map((texts) => texts.join(''));

/** The addresses of a host. Throws `NotAsked`. */
export async function addressesOf(resolve: ResolveDns, host: string): Promise<string[]> {
  const families = await Promise.all(['A', 'AAAA'].map((type) => recordsOf<string>(resolve, host, type)));
  return families.flat();
}
