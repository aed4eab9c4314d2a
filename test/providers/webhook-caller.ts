import { setTimeout as sleep } from 'node:timers/promises';
import { Emulator } from './emulator.js';

type Call = () => Promise<void>;

/** A provider that calls the product, and keeps the calls that were not answered by 2xx. */
export abstract class WebhookCaller<Sent> extends Emulator<Sent> {
  /** The HTTP status of each webhook call, in order; 0 when there was no response. */
  readonly answers: number[] = [];
  private missed: Call[] = [];
  private held: Call[] | null = null;
  private repeat = 1;
  private delayMs = 0;

  protected readonly callFaults = {
    /** Makes each webhook call a number of times. */
    repeatWebhooks: (times: number): void => void (this.repeat = times),
    /** With true, holds webhook calls back; with false, makes those calls, the last one first. */
    reorderWebhooks: async (on: boolean): Promise<void> => {
      const held = this.held ?? [];
      this.held = on ? held : null;
      if (!on) for (const call of held.reverse()) await call();
    },
    /** Delays each webhook call. */
    delay: (milliseconds: number): void => void (this.delayMs = milliseconds),
  };

  /** Makes the webhook calls again that were not answered by 2xx. */
  async retry(): Promise<void> {
    for (const call of this.missed.splice(0)) await call();
  }

  get waiting(): number {
    return this.missed.length;
  }

  /** Makes a call; `post` returns its HTTP status. */
  protected async call(post: () => Promise<number>): Promise<void> {
    const call = async () => {
      for (let time = 0; time < this.repeat; time += 1) {
        if (this.delayMs > 0) await sleep(this.delayMs);
        const status = await post();
        this.answers.push(status);
        if (status < 200 || status >= 300) this.missed.push(call);
      }
    };
    if (this.held) return void this.held.push(call);
    await this.track(call());
  }
}

/** Posts a body. Returns the HTTP status, or 0 when there was no response. */
export async function postTo(url: string, headers: Record<string, string>, body: string): Promise<number> {
  const response = await fetch(url, { method: 'POST', headers, body }).catch(() => null);
  await response?.body?.cancel();
  return response?.status ?? 0;
}

/** Returns JSON in which slashes and all characters outside ASCII are escaped, as Meta and Telegram do. */
export const asciiJson = (payload: object): string =>
  JSON.stringify(payload)
    .replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replaceAll('/', '\\/');
