const WIDTH = 120;
/** A field of a schema and a response of an operation are this deep: each is one line, however long, so that a difference names it. */
const DEEPEST = 5;

/** Lists of names, which stand elsewhere already or are values of an enumeration. */
const ONE_LINE = ['required', 'enum'];

/** Prints JSON so that a difference can be read and the file stays small: no blanks but those that indent. */
export function printJson(value: unknown, depth = 0): string {
  const line = JSON.stringify(value);
  if (typeof value !== 'object' || value === null || depth >= DEEPEST || line.length <= WIDTH) return line;
  const [inner, outer] = [`\n${' '.repeat(depth + 1)}`, `\n${' '.repeat(depth)}`];
  const print = (item: unknown) => printJson(item, depth + 1);
  if (Array.isArray(value)) return `[${inner}${value.map(print).join(`,${inner}`)}${outer}]`;
  const fields = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .map(([key, item]) => `${JSON.stringify(key)}:${ONE_LINE.includes(key) ? JSON.stringify(item) : print(item)}`);
  return `{${inner}${fields.join(`,${inner}`)}${outer}}`;
}
