import { statSync } from 'node:fs';
import Sequencer from '@jest/test-sequencer';

/** Kinds of specs, from the slowest: what starts last should end soon, or one core waits for the other. */
const KINDS = [
  /\/(city-day|crash-recovery|demo|docker-image|screens-(setup|case-work))\.e2e\.spec/,
  /\/(screens-[^/]+|mail-journey)\.e2e\.spec/,
  // Some check thousands of histories or replies, which is not to be seen by their size.
  /\.e2e\.spec|\/(reply-consistency|merge-histories|side-threading|recount-points)\.db\.spec|\/foreign-pairs(-as-replies)?\.spec/,
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
