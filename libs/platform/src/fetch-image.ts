import { fileTypeFromBuffer } from 'file-type';
import { request } from 'undici';
import { pinned } from './pinned-connection.js';

export interface FetchedImage {
  /** By content: one of `rasterTypes`. */
  type: string;
  content: Uint8Array;
}

/** Why there is no image: of interest to the agent who asked for it. */
export class ImageRefused extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(reason, options);
    this.name = 'ImageRefused';
  }
}

const maxBytes = 10 * 1024 * 1024;
const maxRedirects = 3;
const timeoutMs = 10_000;

/** What a browser shows and cannot run. */
export const rasterTypes: ReadonlySet<string> = new Set([
  'image/png',
  'image/apng',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/bmp',
  'image/x-icon',
]);

function parse(url: string, base?: URL): URL {
  if (!URL.canParse(url, base?.href)) throw new ImageRefused('not a URL');
  const target = new URL(url, base?.href);
  if (target.protocol !== 'http:' && target.protocol !== 'https:') throw new ImageRefused('neither http nor https');
  if (target.username || target.password) throw new ImageRefused('a URL with credentials');
  return target;
}

async function collect(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new ImageRefused('larger than 10 MB');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

type Step = { redirect: string } | { content: Buffer };

async function step(target: URL, address: string, signal: AbortSignal): Promise<Step> {
  const dispatcher = pinned(address, { timeout: timeoutMs, keepAlive: false });
  try {
    const headers = { accept: 'image/*', 'accept-encoding': 'identity', 'user-agent': 'Guichet' };
    const response = await request(target, { dispatcher, signal, headers });
    const { location, 'content-length': length } = response.headers;
    if (response.statusCode >= 300 && response.statusCode < 400 && typeof location === 'string')
      return { redirect: location };
    if (response.statusCode !== 200) throw new ImageRefused(`the server answered ${response.statusCode}`);
    if (Number(length) > maxBytes) throw new ImageRefused('larger than 10 MB');
    return { content: await collect(response.body) };
  } finally {
    // Drops the rest of a body nobody reads, too.
    await dispatcher.destroy();
  }
}

/** `judge` answers the address to connect to for a URL, or throws. It is asked for each redirect again. */
export async function fetchPinned(url: string, judge: (target: URL) => Promise<string>): Promise<FetchedImage> {
  const signal = AbortSignal.timeout(timeoutMs);
  let target = parse(url);
  for (let redirects = 0; redirects <= maxRedirects; redirects++) {
    const address = await judge(target);
    const result = await step(target, address, signal).catch((error: unknown) => {
      throw error instanceof ImageRefused ? error : new ImageRefused(reasonOf(error), { cause: error });
    });
    if ('redirect' in result) {
      target = parse(result.redirect, target);
      continue;
    }
    const type = (await fileTypeFromBuffer(result.content))?.mime;
    if (!type || !rasterTypes.has(type)) throw new ImageRefused('not an image that can be shown safely');
    return { type, content: result.content };
  }
  throw new ImageRefused('too many redirects');
}

function reasonOf(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') return 'the server took longer than 10 seconds';
  return 'the server could not be reached';
}
