/** The values of which a PDF is made (ISO 32000-1, 7.3), as a reader finds them. */
export type PdfValue = null | boolean | number | PdfName | PdfString | PdfRef | PdfValue[] | PdfDictionary;
export type PdfDictionary = Map<string, PdfValue>;

export class PdfName {
  constructor(readonly name: string) {}
}

export class PdfRef {
  constructor(readonly id: number) {}
}

export class PdfString {
  constructor(readonly bytes: Buffer) {}

  text(): string {
    if (this.bytes[0] !== 0xfe || this.bytes[1] !== 0xff) return this.bytes.toString('latin1');
    return Buffer.from(this.bytes.subarray(2)).swap16().toString('utf16le');
  }
}

/** An operator of a content stream, or a word such as `obj`. */
export class PdfWord {
  constructor(readonly word: string) {}
}

const WHITE = /[\0\t\n\f\r ]/;
const REGULAR = /[^\0\t\n\f\r ()<>[\]{}/%]/;
const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** Reads values one after the other from bytes in Latin 1. */
export class PdfLexer {
  constructor(
    readonly source: string,
    public at = 0,
  ) {}

  /** The next value or word; undefined at the end. Throws where the bytes are none. */
  next(): PdfValue | PdfWord | undefined {
    this.skip();
    const character = this.source[this.at];
    if (character === undefined) return undefined;
    if (character === '/') return this.name();
    if (character === '(') return this.literal();
    if (character === '[') return this.array();
    if (this.source.startsWith('<<', this.at)) return this.dictionary();
    if (character === '<') return this.hex();
    return this.numberOrWord();
  }

  value(): PdfValue {
    const found = this.next();
    if (found === undefined || found instanceof PdfWord) throw new Error(`No value at ${this.at}`);
    return found;
  }

  private skip(): void {
    for (;;) {
      while (WHITE.test(this.source[this.at] ?? '')) this.at += 1;
      if (this.source[this.at] !== '%') return;
      while (!/[\r\n]/.test(this.source[this.at] ?? '\n')) this.at += 1;
    }
  }

  private regular(): string {
    const start = this.at;
    while (REGULAR.test(this.source[this.at] ?? ' ')) this.at += 1;
    return this.source.slice(start, this.at);
  }

  private name(): PdfName {
    this.at += 1;
    return new PdfName(this.regular().replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))); // prettier-ignore
  }

  private hex(): PdfString {
    const end = this.source.indexOf('>', this.at);
    const digits = this.source.slice(this.at + 1, end).replace(/\s/g, '');
    this.at = end + 1;
    return new PdfString(Buffer.from(digits.padEnd(digits.length + (digits.length % 2), '0'), 'hex'));
  }

  private literal(): PdfString {
    let text = '';
    let depth = 0;
    for (;;) {
      const character = this.source[this.at];
      this.at += 1;
      if (character === undefined) throw new Error('A string has no end');
      if (character === '\\') text += this.escaped();
      else {
        if (character === '(') depth += 1;
        if (character === ')') depth -= 1;
        if (depth === 0) return new PdfString(Buffer.from(text.slice(1), 'latin1'));
        text += character;
      }
    }
  }

  private escaped(): string {
    const [octal] = /^[0-7]{1,3}/.exec(this.source.slice(this.at, this.at + 3)) ?? [''];
    if (octal) {
      this.at += octal.length;
      return String.fromCharCode(parseInt(octal, 8));
    }
    const character = this.source[this.at] ?? '';
    this.at += 1;
    return character === '\n' ? '' : (ESCAPES[character] ?? character);
  }

  private array(): PdfValue[] {
    this.at += 1;
    const values: PdfValue[] = [];
    for (;;) {
      this.skip();
      if (this.source[this.at] === ']') break;
      values.push(this.value());
    }
    this.at += 1;
    return values;
  }

  private dictionary(): PdfDictionary {
    this.at += 2;
    const entries: PdfDictionary = new Map();
    for (;;) {
      this.skip();
      if (this.source.startsWith('>>', this.at)) break;
      const key = this.value();
      if (!(key instanceof PdfName)) throw new Error(`No name at ${this.at}`);
      entries.set(key.name, this.value());
    }
    this.at += 2;
    return entries;
  }

  private numberOrWord(): PdfValue | PdfWord {
    const [reference, id] = /^(\d+) \d+ R(?![A-Za-z])/.exec(this.source.slice(this.at, this.at + 24)) ?? [];
    if (reference) {
      this.at += reference.length;
      return new PdfRef(Number(id));
    }
    const word = this.regular();
    if (word === '') throw new Error(`Nothing readable at ${this.at}`);
    if (word === 'true' || word === 'false') return word === 'true';
    if (word === 'null') return null;
    return /^[-+]?(\d+\.?\d*|\.\d+)$/.test(word) ? Number(word) : new PdfWord(word);
  }
}
