import { decodeWords } from 'postal-mime';
import { clean, cleanLine, shortened } from '../kit/clean-text.js';
import { mailboxes, type Mailbox } from './addresses.js';
import type { Part } from './mime-tree.js';
import { charsetOf, restored } from './decode-raw-header-bytes.js';

/**
 * The header fields of a message or part, in order. When a field that may occur once occurs twice, the first counts.
 */
export class Headers {
  private readonly fields = new Map<string, string[]>();
  /** What was read of them already: several questions about a mail are about its sender and its subject. */
  private readonly lines = new Map<string, string>();
  private readonly mailboxes = new Map<string, readonly Mailbox[]>();

  constructor(part: Part) {
    const charset = () => charsetOf(part);
    for (const { key, value: marked } of part.headers) {
      const value = restored(marked, charset);
      const known = this.fields.get(key);
      if (known) known.push(value);
      else this.fields.set(key, [value]);
    }
  }

  /** Returns the value of a field as it was written, unfolded; empty when the field is missing. */
  first(name: string): string {
    return this.fields.get(name)?.[0] ?? '';
  }

  all(...names: string[]): string[] {
    return names.flatMap((name) => this.fields.get(name) ?? []);
  }

  has(name: string): boolean {
    return this.fields.has(name);
  }

  /** Returns the value of a field on one line, with encoded words decoded. */
  text(name: string, max?: number): string {
    let line = this.lines.get(name);
    if (line === undefined) this.lines.set(name, (line = cleanLine(decodeWords(this.first(name)), Infinity)));
    return shortened(line, max);
  }

  /** Returns the mailboxes that a value of an address field names. */
  mailboxesIn(value: string): readonly Mailbox[] {
    let found = this.mailboxes.get(value);
    if (found === undefined) this.mailboxes.set(value, (found = mailboxes(value)));
    return found;
  }

  /** Returns the mailboxes of all address fields of a name. */
  mailboxesOf(name: string): Mailbox[] {
    return this.all(name).flatMap((value) => this.mailboxesIn(value));
  }

  hasPrefix(prefix: string): boolean {
    for (const name of this.fields.keys()) if (name.startsWith(prefix)) return true;
    return false;
  }
}

/** Returns the last 50 ids of a Message-ID, In-Reply-To or References field (RFC 5322 § 3.6.4), without brackets. */
export function messageIds(header: string): string[] {
  const ids = [...header.slice(-50_000).matchAll(/<\s*([^<>]{1,600}?)\s*>/g)].map((match) =>
    clean(match[1]!).replace(/\s+/g, '').slice(0, 500),
  );
  const found =
    ids.length > 0 ? ids : /^[^\s<>@]+@[^\s<>@]+$/.test(header.trim()) ? [clean(header.trim()).slice(0, 500)] : [];
  return found.filter((id) => id !== '').slice(-50);
}

/** Returns a Message-ID as it is, even where it is malformed, because different ids name different messages. */
export function messageId(header: string): string | null {
  return messageIds(header)[0] ?? (cleanLine(header, 500) || null);
}
