// Lints texts as if they stood in files of the project: reads [{ path, text }] from standard input, writes the messages of each.
import { createProjectGraphAsync } from '@nx/devkit';
import { ESLint } from 'eslint';
import { text } from 'node:stream/consumers';

// The rule of module boundaries reads a stored graph of the projects, and is silent where there is none.
await createProjectGraphAsync();
const eslint = new ESLint();
const reports = [];
for (const fixture of JSON.parse(await text(process.stdin))) {
  const [report] = await eslint.lintText(fixture.text, { filePath: fixture.path });
  reports.push(report.messages.map(({ ruleId, message }) => `${ruleId}: ${message}`));
}
process.stdout.write(`\n${JSON.stringify(reports)}`);
