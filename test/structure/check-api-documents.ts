// Lints the descriptions of the API as others would, without the network: prints each finding, and fails where there is one, or where
// the operations of the HTTP API have grown.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lintAsyncApi, lintOpenApi } from '../api-documents/lint-api-documents.js';
import { sizeOfOpenApi } from '../api-documents/size-of-openapi.js';

const write = (line: string): void => void process.stdout.write(`${line}\n`);
const linters = { 'openapi.json': lintOpenApi, 'asyncapi.json': lintAsyncApi };
const read = (name: string) => readFileSync(join(import.meta.dirname, '../../apps/api', name), 'utf8');

for (const [name, lint] of Object.entries(linters)) {
  const source = read(name);
  const findings = await lint(source);
  for (const finding of findings) write(`${name}: ${finding}`);
  write(`${name}: ${Math.ceil(Buffer.byteLength(source) / 1000)} kB, ${findings.length} findings`);
  if (findings.length > 0) process.exitCode = 1;
}

const { words, isTooLarge } = sizeOfOpenApi(read('openapi.json'));
write(`openapi.json: ${words}`);
if (isTooLarge) process.exitCode = 1;
