import type { QueryConfig } from 'pg';

/** Every connection keeps what it has prepared: its number must not be for whoever asks to decide. */
const MOST = 400;
/** A statement that is run so often is prepared: planning it costs more than running it. */
const OFTEN = 3;

/** Statements by their text. Those that are run often are prepared, once per connection. */
export class Statements {
  private readonly runs = new Map<string, number>();
  private readonly names = new Map<string, string>();

  constructor(private readonly prefix: string) {}

  /** Whether this statement was run before. */
  has(sql: string): boolean {
    return this.runs.has(sql);
  }

  /** A statement as it is sent, with its name where it is to be prepared. */
  of(sql: string, values: unknown[]): QueryConfig {
    return { name: this.nameOf(sql), text: sql, values };
  }

  private nameOf(sql: string): string | undefined {
    const known = this.names.get(sql);
    if (known !== undefined) return known;
    const runs = (this.runs.get(sql) ?? 0) + 1;
    if (this.runs.size < MOST || runs > 1) this.runs.set(sql, runs);
    if (runs < OFTEN) return undefined;
    const name = `${this.prefix} ${this.names.size + 1}`;
    this.names.set(sql, name);
    return name;
  }
}
