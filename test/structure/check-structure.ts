// The shape of the code, printed and held to the limits that CONTRIBUTING gives: `npm run check` runs it.
import { cycles, importsOf } from './import-cycles.js';
import { functionSizes, percentile } from './function-sizes.js';
import { longParameterLists } from './long-parameter-lists.js';
import { allSources, productSources, type SourceFile } from './source-tree.js';

const LONGEST_FUNCTION = 120;
const LONGEST_FILES = 200;
const MEDIAN_FUNCTION = 10;
const MOST_PARAMETERS = 3;
const areas = [
  { name: 'libs and apps', isIn: ({ path }: SourceFile) => !path.startsWith('apps/console/'), longFunctions: 40 },
  { name: 'console', isIn: ({ path }: SourceFile) => path.startsWith('apps/console/'), longFunctions: 60 },
];

const sources = productSources();
const faults: string[] = [];

for (const { name, isIn, longFunctions } of areas) {
  const files = sources.filter(isIn);
  const functions = files.flatMap(functionSizes);
  const lengths = functions.map(({ lines }) => lines);
  const [median, p95, longest] = [percentile(lengths, 0.5), percentile(lengths, 0.95), Math.max(...lengths)];
  const fileP95 = percentile(
    files.map(({ text }) => text.split('\n').length - 1),
    0.95,
  );
  console.log(
    `${name}: ${functions.length} functions, median ${median}, p95 ${p95}, longest ${longest} lines; ${files.length} files, p95 ${fileP95} lines`,
  );
  if (median > MEDIAN_FUNCTION)
    faults.push(`${name}: the median function has ${median} lines (at most ${MEDIAN_FUNCTION})`);
  if (p95 > longFunctions) faults.push(`${name}: functions have ${p95} lines at p95 (at most ${longFunctions})`);
  if (fileP95 > LONGEST_FILES) faults.push(`${name}: files have ${fileP95} lines at p95 (at most ${LONGEST_FILES})`);
  for (const { path, line, name, lines } of functions.filter(({ lines }) => lines > LONGEST_FUNCTION))
    faults.push(`${path}:${line}: ${name} has ${lines} lines (at most ${LONGEST_FUNCTION})`);
}

const circles = cycles(new Map(sources.map((source) => [source.path, importsOf(source)])));
console.log(`${circles.length} import circles`);
for (const circle of circles) faults.push(`these files import each other: ${circle.toSorted().join(', ')}`);

const lists = allSources().flatMap((source) => longParameterLists(source, MOST_PARAMETERS));
console.log(`${lists.length} functions with more than ${MOST_PARAMETERS} parameters`);
for (const { path, line, name, parameters } of lists)
  faults.push(`${path}:${line}: ${name} has ${parameters} parameters (at most ${MOST_PARAMETERS}, or one object)`);

for (const fault of faults) console.error(fault);
process.exitCode = faults.length > 0 ? 1 : 0;
