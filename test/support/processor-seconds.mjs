import { existsSync, readFileSync } from 'node:fs';

/** The kernel tells times in hundredths of a second, whatever its own clock. */
const TICKS = 100;

/**
 * What this process and those that it started and waited for have taken of the processors, in seconds; undefined where there is no /proc.
 * Nothing is known of a process that still runs, or that nobody has waited for.
 */
function allSeconds() {
  const file = '/proc/self/stat';
  if (!existsSync(file)) return undefined;
  // The name may have spaces; behind it comes the third field.
  const fields = readFileSync(file, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / TICKS;
}

function kindOf({ testFilePath: path }) {
  if (/\/screens-[^/]+\.e2e\.spec/.test(path)) return 'stories on screens';
  if (/\.e2e\.spec/.test(path)) return 'other stories';
  return /\.db\.spec/.test(path) ? 'specs with a database' : 'other specs';
}

/**
 * The seconds that a run has taken of the processors, as a table: what the suites of each kind took in their workers, and what is left of
 * all for browsers, databases, products that run as processes, and the start of the workers. By these a run is compared with another,
 * since the clock counts what others do on the same machine.
 */
export function processorTable({ testResults }) {
  const kinds = Map.groupBy(testResults, kindOf);
  const rows = [...kinds].map(([kind, results]) => ({
    name: `${kind} (${results.length})`,
    seconds: results.reduce((sum, { processorSeconds = 0 }) => sum + processorSeconds, 0),
  }));
  const all = allSeconds();
  const suites = rows.reduce((sum, { seconds }) => sum + seconds, 0);
  if (all !== undefined)
    rows.push({ name: 'browsers, databases, and all else', seconds: all - suites }, { name: 'all', seconds: all });
  return [
    '',
    'Processor seconds:',
    ...rows.map(({ name, seconds }) => `${seconds.toFixed(0).padStart(7)} s  ${name}`),
    '',
  ].join('\n');
}
