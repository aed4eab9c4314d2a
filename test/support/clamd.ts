import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ping } from '../../libs/messages/src/files/clamd-client.js';
import { freePort } from './free-port.js';

const BINARY = ['/usr/sbin/clamd', '/usr/local/sbin/clamd', '/opt/homebrew/sbin/clamd'].find((path) =>
  existsSync(path),
);

export const hasClamd = BINARY !== undefined;

/** The file that every virus scanner takes for a virus, in two parts so that none of them takes this one. https://www.eicar.org */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}', '$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

/** A real clamd whose database knows nothing but EICAR, and finds it anywhere in a file. */
export async function startClamd(): Promise<{ url: string; stop: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'guichet-clamd-'));
  await chmod(folder, 0o777);
  await mkdir(join(folder, 'db'));
  await writeFile(join(folder, 'db', 'eicar.ndb'), `Eicar-Test-Signature:0:*:${Buffer.from(EICAR).toString('hex')}\n`);
  const port = await freePort();
  const settings = {
    ...{ DatabaseDirectory: join(folder, 'db'), OfficialDatabaseOnly: 'no', TCPSocket: port, TCPAddr: '127.0.0.1' },
    ...{ Foreground: 'yes', LogFile: join(folder, 'log'), TemporaryDirectory: folder, StreamMaxLength: '30M' },
    ...{ AlertEncrypted: 'yes', MaxThreads: 2, SelfCheck: 0, BytecodeSecurity: 'TrustSigned' },
  };
  const config = join(folder, 'clamd.conf');
  await writeFile(config, Object.entries(settings).map((pair) => pair.join(' ')).join('\n')); // prettier-ignore
  const child = spawn(BINARY!, ['-c', config], { stdio: 'ignore' });
  const isUp = () => ping({ host: '127.0.0.1', port }, AbortSignal.timeout(1000)).then(() => true, () => false); // prettier-ignore
  while (!(await isUp())) if (child.exitCode !== null) throw new Error('clamd did not start.');
  return {
    url: `tcp://127.0.0.1:${port}`,
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
