import type { Attachment } from '@guichet/contracts';
import { Clock, Config, counter, Logger } from '@guichet/platform';
import { Injectable } from '@nestjs/common';
import { instream, ping } from './clamd-client.js';

/** The longest time for which a message waits for its file; a file that takes longer waits without it. */
const SCAN_MS = 20_000;
const PING_MS = 2_000;
/** A scanner that did not respond is left alone for so long, so that a queue of mails does not wait for it one by one. */
const PAUSE_MS = 15_000;
/** clamd refuses connections beyond its queue; these are enough for all of its threads. */
const AT_ONCE = 8;

const scannedTotal = counter('guichet_files_scanned_total', 'Files shown to the virus scanner.', ['result']);

/**
 * What a file is once it was scanned: `waiting` where the scanner did not respond, with `scan` where it failed at this file alone;
 * `locked` where it is infected.
 */
export type Scanned = Pick<Attachment, 'scan'> & { state: 'ready' | 'waiting' | 'locked' };

/** clamd, where `CLAMD_URL` names it. Without it, files are as they are, and nothing is asked. It never rejects. */
@Injectable()
export class VirusScanner {
  private pausedUntil = 0;
  private running = 0;
  private readonly queue: (() => void)[] = [];

  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  get isConfigured(): boolean {
    return this.config.clamd !== undefined;
  }

  async scan(content: Uint8Array): Promise<Scanned> {
    if (!this.config.clamd) return { state: 'ready' };
    if (this.clock.now().getTime() < this.pausedUntil) return this.counted({ state: 'waiting' });
    return this.inTurn(async () => {
      try {
        const reply = await instream(this.config.clamd!, content, AbortSignal.timeout(SCAN_MS));
        return this.counted(outcomeOf(reply, content));
      } catch (error) {
        return this.counted(await this.failed(error));
      }
    });
  }

  /** A scanner that responds has failed at this file alone; the others must not wait for it. */
  private async failed(error: unknown): Promise<Scanned> {
    if (await this.responds()) {
      this.logger.warn('The virus scanner has failed at a file, which waits.', { error });
      return { state: 'waiting', scan: { result: 'unscannable', detail: 'failed', attempts: 1 } };
    }
    this.pausedUntil = this.clock.now().getTime() + PAUSE_MS;
    this.logger.warn('The virus scanner does not respond; the file waits for it.', { error });
    return { state: 'waiting' };
  }

  /** Whether the scanner responds now. */
  async responds(): Promise<boolean> {
    try {
      return (await ping(this.config.clamd!, AbortSignal.timeout(PING_MS))) === 'PONG';
    } catch {
      return false;
    }
  }

  private async inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.running >= AT_ONCE) await new Promise<void>((resolve) => this.queue.push(resolve));
    this.running += 1;
    try {
      return await work();
    } finally {
      this.running -= 1;
      this.queue.shift()?.();
    }
  }

  private counted(scanned: Scanned): Scanned {
    const { state, scan } = scanned;
    scannedTotal.inc({ result: state === 'waiting' ? 'waiting' : (scan?.result ?? 'clean') });
    return scanned;
  }
}

/** Heuristics that say that a file cannot be looked into, and not that something was found in it. */
const OPAQUE = /^Heuristics\.(?:Encrypted|Limits)\b/;

/** Throws where the reply is none of clamd. */
function outcomeOf(reply: string, content: Uint8Array): Scanned {
  const found = /^stream: (.+?)(?:\([0-9a-f]+:\d+\))? FOUND$/.exec(reply)?.[1];
  if (found && !OPAQUE.test(found))
    return { state: 'locked', scan: { result: 'infected', detail: found.replace(/\.UNOFFICIAL$/, '').slice(0, 200) } };
  if (found) return unscannable(/Limits/.test(found) ? 'too-large' : 'encrypted');
  if (/size limit exceeded/i.test(reply)) return unscannable('too-large');
  if (/ ERROR$/.test(reply)) return unscannable('failed');
  if (reply !== 'stream: OK') throw new Error(`The virus scanner replied: ${reply.slice(0, 200)}`);
  return isEncryptedZip(content) ? unscannable('encrypted') : { state: 'ready' };
}

const unscannable = (detail: 'encrypted' | 'too-large' | 'failed'): Scanned => ({
  state: 'ready',
  scan: { result: 'unscannable', detail },
});

/** Has the first file of a ZIP archive a password? clamd says that only where it was told to (`AlertEncrypted`). APPNOTE 4.4.4 */
const isEncryptedZip = (content: Uint8Array): boolean =>
  content.byteLength > 30 &&
  content[0] === 0x50 &&
  content[1] === 0x4b &&
  content[2] === 3 &&
  content[3] === 4 &&
  (content[6]! & 1) === 1;
