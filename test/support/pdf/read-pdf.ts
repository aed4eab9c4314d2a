import { inflateSync } from 'node:zlib';
import { PdfLexer, PdfName, PdfRef, PdfWord, type PdfDictionary, type PdfValue } from './pdf-values.js';

interface PdfObject {
  value: PdfValue;
  /** The bytes of a stream, unpacked. */
  content?: Buffer;
}

/** A PDF as a reader finds it by its cross-reference table. It trusts nothing: what does not fit throws. */
export class Pdf {
  readonly trailer: PdfDictionary;
  private readonly source: string;
  private readonly offsets = new Map<number, number>();
  private readonly objects = new Map<number, PdfObject>();

  constructor(private readonly bytes: Buffer) {
    this.source = bytes.toString('latin1');
    const [, start] = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(this.source.slice(-64)) ?? [];
    if (start === undefined) throw new Error('The file has no end');
    this.trailer = this.readTable(Number(start));
    for (const id of this.offsets.keys()) this.object(id);
  }

  get catalog(): PdfDictionary {
    return this.dictionary(this.trailer.get('Root'));
  }

  /** All objects by their number. */
  ids(): number[] {
    return [...this.offsets.keys()];
  }

  object(id: number): PdfObject {
    const known = this.objects.get(id) ?? this.readObject(id);
    this.objects.set(id, known);
    return known;
  }

  /** What a reference leads to; anything else is itself. */
  resolve(value: PdfValue | undefined): PdfValue {
    return value instanceof PdfRef ? this.resolve(this.object(value.id).value) : (value ?? null);
  }

  /** A dictionary, or an empty one where there is none. */
  dictionary(value: PdfValue | undefined): PdfDictionary {
    const found = this.resolve(value);
    return found instanceof Map ? found : new Map();
  }

  /** The values of an array; a single value is an array of itself. */
  array(value: PdfValue | undefined): PdfValue[] {
    const found = this.resolve(value);
    if (Array.isArray(found)) return found;
    return found === null || value === undefined ? [] : [value];
  }

  name(value: PdfValue | undefined): string {
    const found = this.resolve(value);
    return found instanceof PdfName ? found.name : '';
  }

  content(value: PdfValue | undefined): Buffer {
    return value instanceof PdfRef ? (this.object(value.id).content ?? Buffer.alloc(0)) : Buffer.alloc(0);
  }

  /** The references to the pages, in their order. */
  pages(): PdfRef[] {
    const below = (node: PdfValue): PdfRef[] => {
      if (!(node instanceof PdfRef)) return [];
      const entries = this.dictionary(node);
      return this.name(entries.get('Type')) === 'Page' ? [node] : this.array(entries.get('Kids')).flatMap(below);
    };
    return below(this.catalog.get('Pages') ?? null);
  }

  private readTable(start: number): PdfDictionary {
    const [head, first, count] = /^xref\s+(\d+) (\d+)\s+/.exec(this.source.slice(start, start + 40)) ?? [];
    if (head === undefined) throw new Error('No cross-reference table where the end of the file says');
    const rows = start + head.length;
    for (let n = 0; n < Number(count); n += 1) {
      const row = this.source.slice(rows + n * 20, rows + n * 20 + 20);
      if (!/^\d{10} \d{5} [nf][ \r][\r\n]$/.test(row)) throw new Error(`No row of the table: ${row}`);
      if (row[17] === 'n') this.offsets.set(Number(first) + n, Number(row.slice(0, 10)));
    }
    const lexer = new PdfLexer(this.source, rows + Number(count) * 20);
    const word = lexer.next();
    const trailer = lexer.value();
    if (!(word instanceof PdfWord) || !(trailer instanceof Map)) throw new Error('No trailer');
    return trailer;
  }

  private readObject(id: number): PdfObject {
    const offset = this.offsets.get(id);
    const head = `${id} 0 obj`;
    if (offset === undefined || !this.source.startsWith(head, offset)) throw new Error(`No object ${id} at ${offset}`);
    const lexer = new PdfLexer(this.source, offset + head.length);
    const value = lexer.value();
    const word = lexer.next();
    if (!(word instanceof PdfWord)) throw new Error(`Object ${id} has no end`);
    if (word.word !== 'stream' || !(value instanceof Map)) return { value };
    const from = lexer.at + (this.source.startsWith('\r\n', lexer.at) ? 2 : 1);
    const to = from + Number(this.resolve(value.get('Length')));
    if (!/^\s*endstream/.test(this.source.slice(to, to + 12))) throw new Error(`Stream ${id} has another length`);
    const stored = this.bytes.subarray(from, to);
    return { value, content: this.name(value.get('Filter')) === 'FlateDecode' ? inflateSync(stored) : stored };
  }
}
