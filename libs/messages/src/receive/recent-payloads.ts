import { Injectable } from '@nestjs/common';

/** What is kept in memory at most. What finds no room is read from the database. */
const MOST = 2_000;
const MOST_BYTES = 32 * 1024 * 1024;
/** Where nothing was processed for so long, another process does it, and what is kept here is of no use. */
const PATIENCE_MS = 5_000;

/**
 * Payloads that this process is storing or has stored a moment ago, by the ids of their envelopes, so that they need not be read again when
 * they are processed. It is a cache alone: the bytes are in the database.
 */
@Injectable()
export class RecentPayloads {
  private readonly bodies = new Map<string, Uint8Array>();
  private bytes = 0;
  private askedAt = -Infinity;

  put(id: string, body: Uint8Array): void {
    if (performance.now() - this.askedAt > PATIENCE_MS) return this.clear();
    if (this.bodies.size >= MOST || this.bytes + body.byteLength > MOST_BYTES) return;
    this.bodies.set(id, body);
    this.bytes += body.byteLength;
  }

  /** The envelopes whose payloads are here. Whoever asks is the one who processes them. */
  ids(): string[] {
    this.askedAt = performance.now();
    return [...this.bodies.keys()];
  }

  take(id: string): Uint8Array | undefined {
    const body = this.bodies.get(id);
    if (body && this.bodies.delete(id)) this.bytes -= body.byteLength;
    return body;
  }

  /** Nothing waits any more: what is left was stored already, under another id. */
  clear(): void {
    this.bodies.clear();
    this.bytes = 0;
  }
}
