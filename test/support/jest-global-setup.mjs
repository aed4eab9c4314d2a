import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The flags to run sources with the metadata of their decorators. */
const sourceFlags = [
  '--conditions=@guichet/source',
  '--import',
  join(import.meta.dirname, '../../apps/guichet/bin/load-typescript.mjs'),
];

/** Starts the Postgres of this run and returns the URL of its administrator. It ends when its standard input closes. */
async function startServer() {
  const child = spawn(process.execPath, [...sourceFlags, join(import.meta.dirname, 'postgres-server.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const lines = createInterface({ input: child.stdout });
  const first = await Promise.race([new Promise((resolve) => lines.once('line', resolve)), exited]);
  if (typeof first !== 'string') throw new Error('the test database did not start; its reason is above');
  return { url: first, stop: () => (child.stdin.end(), exited) };
}

/** Most unit specs need no database, so it is started for the first spec that does. */
export default async function setup() {
  let server;
  const door = createServer((_request, response) => {
    // A connection kept open would be closed while idle, just when the next suite needs it.
    response.setHeader('connection', 'close');
    server ??= startServer();
    server.then(
      ({ url }) => response.end(url),
      (error) => response.writeHead(500).end(error.message),
    );
  });
  await new Promise((resolve) => door.listen(0, '127.0.0.1', resolve));
  process.env.GUICHET_TEST_SERVER = `http://127.0.0.1:${door.address().port}`;
  globalThis.stopTestServer = async () => {
    door.close();
    door.closeAllConnections();
    await (await server?.catch(() => undefined))?.stop();
  };
}
