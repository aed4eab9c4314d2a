import { createServer } from 'node:net';

/**
 * A port of this machine that nobody listens at, for a program that cannot choose one itself. It stays free while that program is
 * not there: it is below those that the system gives to clients, among whom are the very ones that ask for it meanwhile.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 12_000 + Math.floor(Math.random() * 18_000);
    const probe = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      probe.once('error', () => resolve(false)).listen(port, '::', () => resolve(true));
    });
    if (!isFree) continue;
    await new Promise((resolve) => probe.close(resolve));
    return port;
  }
}
