import type { TemplateFinding } from '@guichet/contracts';
import { Liquid, type Template } from 'liquidjs';
import { BoundedCache } from './bounded-cache.js';
import { marked, plainText, runsOf, type Run } from './value-marks.js';
import { formsFault, readFilter } from './filter-calls.js';
import { filters, Value, type Style } from './template-values-and-filters.js';
import { isVariable, variable, type VariableName } from '../variables/template-variables.js';

/**
 * Bounds of one wording: characters, milliseconds, and characters of what it becomes. Without loops the time grows with the
 * characters alone; a machine under load may stand still for a while all the same.
 */
const LIMITS = { source: 8_000, millis: 2_000, memory: 200_000, output: 40_000 } as const;

/** The tags that a template may use: conditions only, no loop, inclusion or assignment. */
const TAGS = new Set(['if', 'unless']);

export type WordingFault = Pick<TemplateFinding, 'code' | 'data'>;

/** A wording that cannot be used, and why. */
export class InvalidWording extends Error {
  constructor(readonly faults: WordingFault[]) {
    super(faults.map(({ code }) => code).join(', '));
    this.name = 'BadWording';
  }
}

/** What `work` returns; null where a wording cannot be used, as one that is approved is too long since a block of it grew. */
export function ifReadable<Result>(work: () => Result): Result | null {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof InvalidWording)) throw error;
    return null;
  }
}

export interface Wording {
  /** The variables that the text prints or tests, in the order of the text. */
  names: VariableName[];
  /** The variables that only decide whether a part is rendered; they may remain empty. */
  optional: ReadonlySet<VariableName>;
  /** Renders the runs of the text with these values; a variable without a value is written as its label. */
  write(values: Readonly<Record<string, string>>, style: Style): readonly Run[];
  /** The same, kept for the next time: for values that a check has made up, never for those of somebody. */
  writeMadeUp(values: Readonly<Record<string, string>>, style: Style): readonly Run[];
}

const engine = new Liquid({
  strictFilters: true,
  ownPropertyOnly: true,
  jsTruthy: true,
  dynamicPartials: false,
  cache: false,
  parseLimit: LIMITS.source,
  renderLimit: LIMITS.millis,
  memoryLimit: LIMITS.memory,
  templates: {},
  outputEscape: (value: unknown) => toOutput(value),
});
for (const name of Object.keys(engine.tags)) if (!TAGS.has(name)) delete engine.tags[name];
for (const name of Object.keys(engine.filters)) delete engine.filters[name];
for (const [name, { spell }] of Object.entries(filters))
  engine.registerFilter(name, (value: unknown, ...forms: unknown[]) =>
    value instanceof Value ? value.as((from) => spell(from, ...forms.map(String))) : value,
  );

function toOutput(value: unknown): string {
  if (!(value instanceof Value)) return typeof value === 'string' ? plainText(value) : '';
  const { before, text, after } = value.spelled;
  if (value.raw) return before + marked(value.variable, text, false) + after;
  const { language, placeholders } = value.style;
  const placeholder = placeholders?.[value.variable] ?? variable(value.variable as VariableName).label[language];
  return before + marked(value.variable, `[${placeholder}]`, true) + after;
}

const read = new Map<string, Wording>();
const REMEMBERED = 2_000;
let parsedUntilNow = 0;
/** A check writes each wording dozens of times, with values of which only one or two change: some 4 MB at most. */
const written = new BoundedCache<readonly Run[]>(1_000_000, (runs) =>
  runs.reduce((sum, { text }) => sum + text.length, 0),
);

/** Reads a wording. Throws `BadWording`, which names every fault in it. */
export function wording(source: string): Wording {
  const known = read.get(source);
  if (known) return known;
  const parsed = parse(source);
  const names = namesIn(parsed, source);
  const optional = new Set(conditionsIn(source).filter(isVariable));
  const number = (parsedUntilNow += 1);
  const write: Wording['write'] = (values, style) => runsOf(render(parsed, { names, values, style }));
  const writeMadeUp: Wording['write'] = (values, style) => {
    const given = JSON.stringify([style, ...names.map((name) => values[name] ?? '')]);
    return written.get(`${number} ${given}`, () => write(values, style));
  };
  const result: Wording = { names, optional, write, writeMadeUp };
  if (read.size >= REMEMBERED) read.clear();
  read.set(source, result);
  return result;
}

function parse(source: string): Template[] {
  if (source.length > LIMITS.source) throw new InvalidWording([{ code: 'too-large', data: { max: LIMITS.source } }]);
  try {
    return engine.parse(plainText(source));
  } catch (error) {
    throw new InvalidWording([faultOf(error)]);
  }
}

/** Returns the fault with a readable message, without the stack and the source position of the engine. */
function faultOf(error: unknown): WordingFault {
  const message = String((error as Error).message)
    .split('\n')[0]!
    .replace(/, line:.*$/, '');
  const filter = /undefined filter: (\S+)/.exec(message);
  if (filter) return { code: 'unknown-filter', data: { name: filter[1] } };
  const tag = /^tag "([^"]*)" not found/.exec(message);
  if (tag) return { code: 'unknown-tag', data: { name: tag[1]!.slice(0, 60) } };
  if (/limit exceeded/.test(message))
    return { code: /render/.test(message) ? 'too-slow' : 'too-large', data: { max: LIMITS.output } };
  return { code: 'syntax', data: { message } };
}

function namesIn(parsed: Template[], source: string): VariableName[] {
  const faults: WordingFault[] = [];
  const found: { name: VariableName; at: number }[] = [];
  for (const uses of Object.values(engine.analyzeSync(parsed, { partials: false }).variables))
    for (const { segments, location } of uses) {
      const name = segments.flat().join('.');
      // A variable has no parts: whatever is asked of it is not for a template to know.
      if (segments.length === 1 && isVariable(name)) found.push({ name, at: positionOf(source, location) });
      else faults.push({ code: 'unknown-variable', data: { name: name.slice(0, 100) } });
    }
  faults.push(...outputFaults(source), ...conditionFaults(source));
  if (faults.length > 0) throw new InvalidWording(faults);
  return [...new Set(found.sort((a, b) => a.at - b.at).map(({ name }) => name))];
}

const positionOf = (source: string, { row, col }: { row: number; col: number }): number =>
  source
    .split('\n')
    .slice(0, row - 1)
    .reduce((sum, line) => sum + line.length + 1, col);

const syntax = (message: string): WordingFault => ({ code: 'syntax', data: { message } });

/**
 * Only a variable and its filters may be printed. Liquid reports an unknown filter only when it is used, and a branch
 * may never be rendered.
 */
const outputFaults = (source: string): WordingFault[] =>
  [...source.matchAll(/\{\{-?(.*?)-?\}\}/gs)].flatMap(([whole, inside]) => {
    const [name = '', ...named] = inside!.split('|').map((piece) => piece.trim());
    if (!/^[\w.[\]"']+$/.test(name) || /^["'[\d]/.test(name))
      return [syntax(`only a variable can be said: ${whole.slice(0, 80)}`)];
    return named.flatMap((call, n) => filterFaults({ name, call, isLast: n === named.length - 1 }));
  });

function filterFaults({ name, call, isLast }: { name: string; call: string; isLast: boolean }): WordingFault[] {
  const read = readFilter(call);
  const filter = read?.name ?? call.split(':')[0]!.trim();
  if (!Object.hasOwn(filters, filter)) return [{ code: 'unknown-filter', data: { name: filter.slice(0, 60) } }];
  const fault = read ? formsFault(filter, read.forms) : `${filter}: ${call.slice(0, 80)}`;
  if (fault !== undefined) return [syntax(fault)];
  if (filters[filter]!.last && !isLast) return [{ code: 'filter-not-last', data: { name: filter } }];
  const fits = !isVariable(name) || filters[filter]!.types.includes(variable(name).type);
  return fits ? [] : [syntax(`${filter} is not for ${name}`)];
}

/**
 * Conditions may only test whether variables are set: with other conditions, not all possible texts could be compared.
 */
const conditionFaults = (source: string): WordingFault[] =>
  [...source.matchAll(CONDITION)]
    .filter(([, asked]) => !/^\s*\w+(?:\s+(?:and|or)\s+\w+)*\s*$/.test(asked!))
    .map(([whole]) => syntax(`only whether variables are there can be asked: ${whole.slice(0, 80)}`));

const CONDITION = /\{%-?\s*(?:if|elsif|unless)\s+(.*?)-?%\}/gs;

const conditionsIn = (source: string): string[] =>
  [...source.matchAll(CONDITION)]
    .flatMap(([, asked]) => asked!.match(/\w+/g) ?? [])
    .filter((word) => word !== 'and' && word !== 'or');

function render(
  parsed: Template[],
  { names, values, style }: { names: readonly VariableName[]; values: Readonly<Record<string, string>>; style: Style },
): string {
  const scope: Record<string, Value> = {};
  for (const name of names)
    scope[name] = new Value({
      variable: name,
      type: variable(name).type,
      raw: plainText(values[name] ?? '').trim(),
      style,
    });
  let text: string;
  try {
    text = engine.renderSync(parsed, scope) as string;
  } catch (error) {
    throw new InvalidWording([faultOf(error)]);
  }
  if (text.length > LIMITS.output) throw new InvalidWording([{ code: 'too-large', data: { max: LIMITS.output } }]);
  return text;
}
