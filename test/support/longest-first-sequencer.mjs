import { statSync } from 'node:fs';
import Sequencer from '@jest/test-sequencer';

/** Kinds of specs, from the slowest: what starts last should end soon, or one core waits for the other. */
const KINDS = [
  /\/(screens-[^/]+|city-day|demo|mail-journey|crash-recovery)\.e2e\.spec/,
  /\.e2e\.spec/,
  /\.db\.spec/,
  /./,
];

/** Jest goes by how long a spec took last time, which a clean checkout does not know, and then by its size. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => KINDS.findIndex((kind) => kind.test(path));
    const ranked = tests.map((test) => ({ test, rank: rank(test), size: statSync(test.path).size }));
    return ranked.sort((a, b) => a.rank - b.rank || b.size - a.size).map(({ test }) => test);
  }
}
