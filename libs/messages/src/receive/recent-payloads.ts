import { Injectable } from '@nestjs/common';

/** The largest number of bytes in memory. Payloads beyond it are read from the database. */
const MOST = 2_000;
const MOST_BYTES = 32 * 1024 * 1024;
/** The time without processing after which another process is doing it, so that the cache is of no use here. */
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

  /** Returns the envelopes whose payloads are cached. Only the process that processes them asks for them. */
  ids(): string[] {
    this.askedAt = performance.now();
    return [...this.bodies.keys()];
  }

  take(id: string): Uint8Array | undefined {
    const body = this.bodies.get(id);
    if (body && this.bodies.delete(id)) this.bytes -= body.byteLength;
    return body;
  }

  /** No envelope waits any more, so payloads that are left were repetitions, stored under another id. */
  clear(): void {
    this.bodies.clear();
    this.bytes = 0;
  }
}
