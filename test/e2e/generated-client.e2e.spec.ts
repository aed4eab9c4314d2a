import { execFile, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { CaseDetail, ChannelAccount, NewToken } from '@guichet/contracts';
import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';
import { MailSink } from '../support/mail-sink.js';
import { ApiClient, RunningProduct } from '../support/running-product.js';

const ROOT = join(import.meta.dirname, '../..');
const OPTIONS = {
  ...{ module: 'nodenext', target: 'es2024', lib: ['es2024', 'dom'], types: ['node'] },
  ...{ strict: true, noUncheckedIndexedAccess: true, skipLibCheck: true },
  ...{ noEmit: true, allowImportingTsExtensions: true },
};

let product: RunningProduct;
let sink: MailSink;
let root: ApiClient;
let folder: string;

/** What the generator is told, as its documentation says: a file is a `Blob`. */
const fileAsBlob = ({ format }: { format?: string }) =>
  format === 'binary' ? ts.factory.createTypeReferenceNode('Blob') : undefined;

/** What the compiler says of these files beside the generated types; empty where they fit together. */
function compile(...files: string[]): string {
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: OPTIONS, files }));
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  return spawnSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' }).stdout;
}

beforeAll(async () => {
  [product, sink] = [await RunningProduct.start(), await MailSink.open()];
  root = await ApiClient.signIn(product.url);
  folder = mkdtempSync(join(tmpdir(), 'guichet-outside-client-'));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  for (const name of ['program.mts', 'every-body.mts'])
    copyFileSync(join(import.meta.dirname, 'outside-client', name), join(folder, name));
  const types = await openapiTS(new URL(`${product.url}/api/openapi.json`), { transform: fileAsBlob });
  writeFileSync(join(folder, 'api.ts'), astToString(types));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await product?.close();
  await sink?.close();
});

describe('a client that is generated from openapi.json alone', () => {
  it('has a type for each body of each operation, with which a program compiles', () => {
    expect(compile('every-body.mts', 'program.mts')).toBe('');
  });

  it('does not compile with a field that the API does not have', () => {
    const call = `await createClient<paths>({}).POST('/api/v1/cases', { body: { subjekt: 'x' } });`;
    writeFileSync(
      join(folder, 'wrong.mts'),
      `import createClient from 'openapi-fetch';\nimport type { paths } from './api.js';\n${call}\n`,
    );
    expect(compile('wrong.mts')).toContain('subjekt');
  });

  it('signs in by a token, lists cases page by page, opens one, replies with a file and downloads it', async () => {
    for (const subject of ['Acte de naissance', 'Nid-de-poule', 'Cantine'])
      await root.post<CaseDetail>('/cases', { subject, address: 'ana@citizen.test' });
    const outbound = { host: '127.0.0.1', port: sink.port, secure: false };
    const config = { address: 'contact@mairie.test', inbound: { smtp: true }, outbound, undoSeconds: 0 };
    const account = await root.post<ChannelAccount>('/channels', { kind: 'email', name: 'Mairie', config });
    const { token } = await root.post<NewToken>('/tokens', { name: 'program', scopes: ['cases:write'] });

    const args = [join(folder, 'program.mts'), product.url, token, account.id];
    const { stdout } = await promisify(execFile)(process.execPath, args);

    const { replies, ...rest } = JSON.parse(stdout) as { replies: string[] };
    expect(rest).toEqual({
      agent: root.session.agent.name,
      before: ['Acte de naissance', 'Nid-de-poule', 'Cantine'],
      after: ['Acte de naissance', 'Nid-de-poule', 'Cantine', 'Carte de stationnement'],
      status: 'open',
      uploaded: Buffer.byteLength('à remplir'),
      files: [{ name: 'formulaire.bin', text: 'à remplir' }],
      positions: [1, 2, 3],
      positionsBackwards: [3, 2, 1],
      refused: 'case-changed',
    });
    expect(replies[1]).toBe(replies[0]);
  });
});
