/** The types of elements (`pg_type.oid`). */
const TEXT = 25;
const JSONB = 3802;
/** Before each value in `jsonb`: the version of the format. */
const JSONB_VERSION = 1;

/**
 * A parameter of the type `text[]` in the binary format. It is a third faster to read than the same texts within JSON, where
 * each character is looked at for an escape: for what is long and comes in numbers.
 */
export const textArray = (values: readonly (string | null)[]): Buffer => binaryArray(TEXT, values);

/** A parameter of the type `jsonb[]` in the binary format. */
export const jsonbArray = (values: readonly unknown[]): Buffer =>
  binaryArray(
    JSONB,
    values.map((value) => JSON.stringify(value)),
  );

/** As `array_recv` of Postgres reads it: dimensions, flags, type, length, lower bound; then the length and the bytes of each. */
function binaryArray(type: typeof TEXT | typeof JSONB, values: readonly (string | null)[]): Buffer {
  const prefix = type === JSONB ? 1 : 0;
  const lengths = values.map((value) => (value === null ? -1 : prefix + Buffer.byteLength(value)));
  const array = Buffer.allocUnsafe(lengths.reduce((sum, length) => sum + 4 + Math.max(length, 0), 20));
  let at = 0;
  const number = (value: number) => (at = array.writeInt32BE(value, at));
  for (const head of [1, 1, type, values.length, 1]) number(head);
  for (const [n, value] of values.entries()) {
    number(lengths[n]!);
    if (value === null) continue;
    if (prefix > 0) at = array.writeUInt8(JSONB_VERSION, at);
    at += array.write(value, at);
  }
  return array;
}
