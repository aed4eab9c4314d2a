import { ByteReader } from './byte-reader.js';

/** The properties that are read, by their ids (MS-OXPROPS). */
export const PROPERTY = {
  displayName: 0x3001,
  body: 0x1000,
  compressedRtf: 0x1009,
  html: 0x1013,
  data: 0x3701,
  shortName: 0x3704,
  method: 0x3705,
  longName: 0x3707,
  mimeType: 0x370e,
  contentId: 0x3712,
  codepage: 0x3fde,
} as const;

export interface Property {
  type: number;
  /** The first value, without a copy. */
  value: Uint8Array;
}

const MULTIPLE = 0x1000;
const NAMED = 0x8000;
export const UNICODE = 0x1f;
export const OBJECT = 0x0d;
/** The lengths of values of one size, by their type: padded to four bytes. */
const SIZES: Readonly<Record<number, number>> = {
  ...{ 0x02: 4, 0x03: 4, 0x04: 4, 0x0a: 4, 0x0b: 4 },
  ...{ 0x05: 8, 0x06: 8, 0x07: 8, 0x14: 8, 0x40: 8, 0x48: 16 },
};
/** Text, bytes and objects say their length. */
const VARIABLE: ReadonlySet<number> = new Set([0x1e, UNICODE, OBJECT, 0x102]);

const MAX_PROPERTIES = 2000;
const MAX_VALUES = 10_000;

/**
 * Reads a list of properties (MS-OXTNEF § 2.1.3.4). A list that is damaged gives what stands before the damage; `whole` is false
 * then.
 */
export function readProperties(bytes: Uint8Array): { properties: Map<number, Property>; whole: boolean } {
  const properties = new Map<number, Property>();
  const reader = new ByteReader(bytes);
  try {
    const count = reader.u32();
    for (let n = 0; n < count && n < MAX_PROPERTIES; n += 1) {
      const type = reader.u16();
      const id = reader.u16();
      if (id >= NAMED) skipName(reader);
      const value = readValue(reader, type);
      if (value) properties.set(id, { type, value });
    }
    return { properties, whole: count <= MAX_PROPERTIES };
  } catch {
    return { properties, whole: false };
  }
}

const BY_NAME = 1;

function skipName(reader: ByteReader): void {
  reader.take(16);
  const kind = reader.u32();
  const length = reader.u32();
  if (kind === BY_NAME) reader.take(padded(length));
}

function readValue(reader: ByteReader, type: number): Uint8Array | undefined {
  const single = type & ~MULTIPLE;
  const size = SIZES[single];
  const isVariable = VARIABLE.has(single);
  if (size === undefined && !isVariable) throw new RangeError('This is no type of a property.');
  const count = isVariable || type !== single ? reader.u32() : 1;
  if (count > MAX_VALUES) throw new RangeError('This is no number of values.');
  let first: Uint8Array | undefined;
  for (let n = 0; n < count; n += 1) {
    const value = size === undefined ? variable(reader) : reader.take(size);
    first ??= value;
  }
  return first;
}

function variable(reader: ByteReader): Uint8Array {
  const length = reader.u32();
  const whole = reader.take(padded(length));
  return whole.subarray(0, length);
}

const padded = (length: number): number => Math.ceil(length / 4) * 4;
