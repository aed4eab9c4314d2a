import type { RawRequest } from '@guichet/channels';
import { Clock, Config, counter, Logger } from '@guichet/platform';
import { Injectable } from '@nestjs/common';

/** The longest time by which a mail is delayed. rspamd needs a tenth of it, even where it asks lists in the DNS. */
const JUDGE_MS = 5_000;
const PING_MS = 2_000;
/** A filter that did not respond is left alone for so long, so that a queue of mails does not wait for it one by one. */
const PAUSE_MS = 15_000;

/** What rspamd does with spam; it only asks to wait for what it would judge again later. https://docs.rspamd.com/configuration/metrics */
const SPAM_ACTIONS: ReadonlySet<unknown> = new Set([
  'reject',
  'add header',
  'rewrite subject',
  'quarantine',
  'discard',
]);

const judgedTotal = counter('guichet_spam_filter_total', 'Mails shown to the spam filter.', ['result']);

/** The verdict of the filter: `null` where it takes the mail for none. */
export type FilterResult = { state: 'judged'; spam: string | null } | { state: 'not-judged' };

interface RspamdAnswer {
  action?: unknown;
  score?: unknown;
  required_score?: unknown;
  symbols?: Record<string, unknown>;
}

/** rspamd over HTTP, where `RSPAMD_URL` names it. It never rejects and never keeps a mail for longer than `JUDGE_MS`. */
@Injectable()
export class SpamFilter {
  private pausedUntil = 0;

  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  get isConfigured(): boolean {
    return this.config.rspamdUrl !== undefined;
  }

  /** Judges the bytes of a mail. */
  async judge({ headers, body }: RawRequest): Promise<FilterResult> {
    if (this.clock.now().getTime() < this.pausedUntil) return this.notJudged();
    try {
      const response = await fetch(`${this.config.rspamdUrl}/checkv2`, {
        method: 'POST',
        headers: transportHeaders(headers),
        body: body as Uint8Array<ArrayBuffer>,
        signal: AbortSignal.timeout(JUDGE_MS),
      });
      if (!response.ok) throw new Error(`The spam filter responded with ${response.status}.`);
      const spam = spamOf((await response.json()) as RspamdAnswer);
      judgedTotal.inc({ result: spam === null ? 'ham' : 'spam' });
      return { state: 'judged', spam };
    } catch (error) {
      this.pausedUntil = this.clock.now().getTime() + PAUSE_MS;
      this.logger.warn('The spam filter does not respond; mail passes without its verdict.', { error });
      return this.notJudged();
    }
  }

  /** Whether the filter responds now. */
  async responds(): Promise<boolean> {
    try {
      const response = await fetch(`${this.config.rspamdUrl}/ping`, { signal: AbortSignal.timeout(PING_MS) });
      await response.body?.cancel();
      return response.ok;
    } catch {
      return false;
    }
  }

  private notJudged(): FilterResult {
    judgedTotal.inc({ result: 'not-judged' });
    return { state: 'not-judged' };
  }
}

/** Where a mail came from, as rspamd asks for it. https://docs.rspamd.com/developers/protocol */
function transportHeaders(headers: RawRequest['headers']): Record<string, string> {
  const known = {
    IP: headers.remote,
    Helo: headers.helo,
    From: headers['mail-from'],
    Rcpt: headers['rcpt-to']?.split(',')[0],
  };
  return Object.fromEntries(
    // What a stranger said in the dialogue may hold characters that no field of HTTP may.
    Object.entries(known).flatMap(([name, value]) => (value && /^[\x21-\x7e]+$/.test(value) ? [[name, value]] : [])),
  );
}

/** Throws where the answer is none of rspamd. */
function spamOf({ action, score, required_score: required, symbols = {} }: RspamdAnswer): string | null {
  if (typeof action !== 'string') throw new Error('The spam filter sent something else than a verdict.');
  if (!SPAM_ACTIONS.has(action)) return null;
  const points = [score, required].map((value) => (typeof value === 'number' ? value.toFixed(1) : '?')).join(' / ');
  return `${points} · ${Object.keys(symbols).slice(0, 8).join(', ')}`.slice(0, 200);
}
