import type { Protection, ProtectionState } from '@guichet/contracts';
import { Injectable } from '@nestjs/common';
import { SpamFilter } from '../receive/spam-filter.js';
import { VirusScanner } from './virus-scanner.js';

/** Boards of many supervisors are read all the time: one answer serves all of them for so long. */
const KEPT_MS = 15_000;

/** Whether the spam filter and the virus scanner are configured, and respond. */
@Injectable()
export class ProtectionHealth {
  private asked: { until: number; state: Promise<Protection> } | undefined;

  constructor(
    private readonly spamFilter: SpamFilter,
    private readonly virusScanner: VirusScanner,
  ) {}

  state(): Promise<Protection> {
    if (!this.asked || this.asked.until < performance.now())
      this.asked = { until: performance.now() + KEPT_MS, state: this.ask() };
    return this.asked.state;
  }

  private async ask(): Promise<Protection> {
    const [spamFilter, virusScanner] = await Promise.all([stateOf(this.spamFilter), stateOf(this.virusScanner)]);
    return { spamFilter, virusScanner };
  }
}

async function stateOf(program: Pick<SpamFilter, 'isConfigured' | 'responds'>): Promise<ProtectionState> {
  if (!program.isConfigured) return 'not-configured';
  return (await program.responds()) ? 'ok' : 'silent';
}
