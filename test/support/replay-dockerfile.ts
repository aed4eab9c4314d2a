import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  globSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';

interface Instruction {
  name: string;
  text: string;
}

interface Stage {
  /** Stands for `/` of the stage. */
  root: string;
  workdir: string;
  env: Record<string, string>;
  /** The repository of which its packages are borrowed, as links: what changes them would change those. */
  borrows?: string;
}

/** What only the system of an image needs. */
const ofTheSystem = /^(apt-get|useradd)\b/;

/** The instructions of a Dockerfile, with continued lines joined and comments left out. */
export const instructionsOf = (dockerfile: string): Instruction[] =>
  dockerfile
    .replace(/^#.*\n/gm, '')
    .replace(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, name, text] = /^(\w+)\s+(.*)$/.exec(line)!;
      return { name: name!, text: text! };
    });

/** Patterns of a `.dockerignore` that name a path, or by a leading star-star a name at any depth. */
const ignored = (patterns: string[], path: string): boolean =>
  patterns.some((pattern) =>
    pattern.startsWith('**/') ? basename(path) === pattern.slice('**/'.length) : path === pattern,
  );

/**
 * Does what a Dockerfile says, in folders below `into` and without Docker: FROM, WORKDIR, ENV, COPY and RUN. What a base image
 * holds and what installs programs of the system are left out. Returns the path of the last stage's working folder. Throws with
 * the output of a RUN that fails.
 */
export function replayDockerfile({ file, context, into }: { file: string; context: string; into: string }): string {
  const patterns = readFileSync(`${file}.dockerignore`, 'utf8').split('\n').filter(Boolean);
  const stages = new Map<string, Stage>();
  let stage: Stage | undefined;
  for (const { name, text } of instructionsOf(readFileSync(file, 'utf8'))) {
    if (name === 'FROM') {
      stage = beginStage(text, stages, into);
    } else if (name === 'WORKDIR') {
      stage!.workdir = text;
      mkdirSync(inside(stage!, '.'), { recursive: true });
    } else if (name === 'ENV') {
      for (const [, key, value] of text.matchAll(/(\w+)=(\S+)/g)) stage!.env[key!] = value!;
    } else if (name === 'COPY') {
      copy(stage!, text, { stages, context, patterns });
    } else if (name === 'RUN' && !ofTheSystem.test(text)) {
      if (text.startsWith('npm ci')) install(stage!, context, text.split(' ').slice(2));
      else run(stage!, text);
    }
  }
  return inside(stage!, '.');
}

const inside = ({ root, workdir }: Stage, path: string): string =>
  join(root, path.startsWith('/') ? '' : workdir, path);

function beginStage(text: string, stages: Map<string, Stage>, into: string): Stage {
  const [, base, name = `stage-${stages.size}`] = /^(\S+)(?: AS (\S+))?$/.exec(text)!;
  const from = stages.get(base!);
  const stage: Stage = { root: join(into, name), workdir: from?.workdir ?? '/', env: { ...from?.env } };
  mkdirSync(stage.root, { recursive: true });
  if (from) link(from.root, stage.root);
  stages.set(name, stage);
  return stage;
}

function copy(
  stage: Stage,
  text: string,
  { stages, context, patterns }: { stages: Map<string, Stage>; context: string; patterns: string[] },
): void {
  const [, from, paths] = /^(?:--from=(\S+) )?(.*)$/.exec(text)!;
  const names = paths!.split(' ');
  const target = inside(stage, names.pop()!);
  for (const name of names) {
    const source = from ? inside({ ...stages.get(from)!, workdir: '/' }, name) : join(context, name);
    const isFolder = statSync(source).isDirectory();
    const to = isFolder ? target : join(target, basename(name));
    mkdirSync(isFolder ? to : target, { recursive: true });
    if (from) link(source, to);
    else
      cpSync(source, to, {
        recursive: true,
        verbatimSymlinks: true,
        filter: (path) => !ignored(patterns, relative(context, path)),
      });
  }
}

/** Copies the content of a folder. */
const link = (source: string, target: string): void => copyLinked([`${source}/.`, target]);

/** Copies, where that is possible without the time and room that it takes. */
function copyLinked(paths: string[], cwd?: string): void {
  const { status } = spawnSync('cp', ['-al', ...paths], { cwd, stdio: 'ignore' });
  if (status !== 0) must('cp', ['-a', ...paths], { cwd });
}

/**
 * What `npm ci` installs is what the lock file says, so it is taken from the packages of the repository: all, as links to them,
 * or copies of those that npm lists for the same options.
 */
function install(stage: Stage, context: string, options: string[]): void {
  const target = inside(stage, '.');
  const folders = globSync('{,apps/*/,libs/*/}node_modules', { cwd: context });
  for (const folder of folders) rmSync(join(target, folder), { recursive: true, force: true });
  if (options.length === 0) {
    stage.borrows = context;
    for (const folder of folders) borrow(join(context, folder), join(target, folder));
    // It notes what is installed, as at the end of `npm ci`: the first script would install everything again.
    run(stage, 'npm run --silent postinstall');
    return;
  }
  const listed = must('npm', ['ls', '--all', '--parseable', ...options], { cwd: context })
    .split('\n')
    .filter((path) => path.includes('/node_modules/'))
    .map((path) => relative(context, path));
  copyLinked(['--parents', ...listed, 'node_modules/.bin', target], context);
  const programs = join(target, 'node_modules/.bin');
  for (const name of readdirSync(programs)) if (!existsSync(join(programs, name))) rmSync(join(programs, name));
}

/** Links all packages of a folder; what is a link there, as a workspace is, leads to what the stage has. Caches are not shared. */
function borrow(source: string, target: string): void {
  mkdirSync(target, { recursive: true });
  for (const path of globSync(['.bin/*', '[!.@]*', '@*/*'], { cwd: source })) {
    mkdirSync(dirname(join(target, path)), { recursive: true });
    const isLink = lstatSync(join(source, path)).isSymbolicLink();
    symlinkSync(isLink ? readlinkSync(join(source, path)) : join(source, path), join(target, path));
  }
}

function run({ workdir, root, env, borrows }: Stage, text: string): void {
  if (borrows && /node_modules\/\S/.test(text)) throw new Error(`these packages are those of the repository: ${text}`);
  const cwd = join(root, workdir);
  const own = { PATH: process.env['PATH'], HOME: process.env['HOME'], npm_config_prefer_offline: 'true', ...env };
  must('sh', ['-ec', text], { cwd, env: { ...own, ...(borrows && asWorkingTree(borrows, cwd)) } });
}

/**
 * Nx knows a repository by its commits, and takes what it has built of the same files in one working tree for another. What differs from the
 * repository or is missing here is built, as in an image.
 */
function asWorkingTree(repository: string, folder: string): NodeJS.ProcessEnv {
  const git = join(repository, '.git');
  // What git notes of the files of a working tree would be noted in the repository.
  return existsSync(git) ? { GIT_DIR: git, GIT_WORK_TREE: folder, GIT_OPTIONAL_LOCKS: '0' } : {};
}

/** Returns what the program has said. */
function must(program: string, args: string[], options: { cwd?: string; env?: NodeJS.ProcessEnv }): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    ...options,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} failed:\n${`${stdout}${stderr}`.slice(-4000)}`);
  return stdout;
}
