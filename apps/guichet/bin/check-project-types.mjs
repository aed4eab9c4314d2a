// Checks the types of one project: `check-project-types.mjs libs/sla`. Of the files that it imports from other projects only
// the declarations are looked at, since their own errors are theirs.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';

const root = join(import.meta.dirname, '../../..');
const project = resolve(root, process.argv[2]) + '/';
const own = join(project, 'tsconfig.json');
const config = ts.getParsedCommandLineOfConfigFile(existsSync(own) ? own : join(root, 'tsconfig.json'), {}, ts.sys);
if (!config) throw new Error(`the configuration of ${project} cannot be read`);

const isOwn = (file) => file.startsWith(project);
const fileNames = config.fileNames.filter((file) => isOwn(file) || file.endsWith('.d.ts'));
const program = ts.createProgram(fileNames, { ...config.options, incremental: false, tsBuildInfoFile: undefined });
const files = program
  .getSourceFiles()
  .filter(({ fileName }) => isOwn(fileName) && !fileName.includes('/node_modules/'));
const found = [
  ...config.errors,
  ...program.getOptionsDiagnostics(),
  ...files.flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]),
];
process.stdout.write(
  ts.formatDiagnosticsWithColorAndContext(found, {
    getCanonicalFileName: (name) => name,
    getCurrentDirectory: () => root,
    getNewLine: () => '\n',
  }),
);
process.stdout.write(`${files.length} files, ${found.length} errors\n`);
process.exitCode = found.length ? 1 : 0;
