// Checks commit messages: `area: Imperative sentence.`, several areas separated by `; area: …`. As a git hook it is given the
// file of one message; with --history it checks every commit since the beginning.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const subject = /^[a-z][a-z-]*(, [a-z][a-z-]*)*: [A-Z][^\n]{2,}[^\s.]\.$/;
const generated = /^(Merge|Revert) /;
const maxLength = 100;

function fault(message) {
  const [first = '', second = ''] = message.split('\n').filter((line) => !line.startsWith('#'));
  if (generated.test(first)) return undefined;
  if (first.length > maxLength) return `is longer than ${maxLength} characters`;
  if (!subject.test(first)) return 'is not of the form "area: Imperative sentence."';
  return second ? 'has no empty line below its first one' : undefined;
}

function history() {
  const { status, stdout } = spawnSync('git', ['log', '--format=%B%x00'], { encoding: 'utf8' });
  // A source archive has no history to check.
  return status === 0
    ? stdout
        .split('\0')
        .map((message) => message.trim())
        .filter(Boolean)
    : [];
}

const [argument] = process.argv.slice(2);
const messages = argument === '--history' ? history() : [readFileSync(argument, 'utf8')];
const faults = messages.flatMap((message) => {
  const found = fault(message);
  return found ? [`"${message.split('\n')[0]}" ${found}`] : [];
});
for (const line of faults) process.stderr.write(`${line}\n`);
process.exitCode = faults.length ? 1 : 0;
