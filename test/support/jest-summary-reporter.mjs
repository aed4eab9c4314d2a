import { writeSync } from 'node:fs';
import { relative } from 'node:path';
import { processorTable } from './processor-seconds.mjs';

/** The ten slowest specs, as a table. */
function slowest({ testResults }) {
  const seconds = ({ perfStats }) => (perfStats.end - perfStats.start) / 1000;
  const rows = testResults
    .toSorted((a, b) => seconds(b) - seconds(a))
    .slice(0, 10)
    .map((result) => `${seconds(result).toFixed(1).padStart(7)} s  ${relative(process.cwd(), result.testFilePath)}`);
  return ['', 'The slowest specs:', ...rows, ''].join('\n');
}

/**
 * The last line of a run: `N passed, N failed`. A suite that did not load failed; so did what was skipped in a whole run. A run of
 * nothing is an error, as a name that is misspelt would pass.
 */
export default class LastLine {
  constructor(config) {
    this.whole = !config.testNamePattern && !config.testPathPatterns?.patterns?.length && !config.onlyChanged;
  }

  onRunComplete(_contexts, results) {
    if (this.whole) process.stdout.write(slowest(results));
    const skipped = this.whole ? results.numPendingTests + results.numTodoTests : 0;
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites + skipped;
    if (skipped) this.error = new Error(`${skipped} tests were skipped`);
    else if (results.numPassedTests + failed === 0) this.error = new Error('No test has such a name: nothing was run.');
    // The summary of jest comes after all reporters, so the line is printed at the very end.
    process.once('exit', () => {
      if (this.whole) writeSync(1, processorTable(results));
      if (this.error) writeSync(1, `${this.error.message}\n`);
      writeSync(1, `${results.numPassedTests} passed, ${failed} failed\n`);
    });
  }

  getLastError() {
    return this.error;
  }
}
