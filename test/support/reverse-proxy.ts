import { readFileSync } from 'node:fs';
import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { join } from 'node:path';

/** Path prefix → role, in the order of the documented configuration. */
const documentedRules = (): [string, string][] =>
  [
    ...readFileSync(join(import.meta.dirname, '../../docker/README.md'), 'utf8').matchAll(
      /location (\S+)\s+\{ proxy_pass http:\/\/(\w+); \}/g,
    ),
  ].map(([, prefix, role]) => [prefix!, role!]);

/** One address for processes of several roles: the rules of `docker/README.md`, as nginx follows them. */
export class ReverseProxy {
  private constructor(
    private readonly server: Server,
    private readonly upgraded: Set<Socket>,
    readonly url: string,
  ) {}

  /** @param addresses Role → the address of its process. */
  static async before(addresses: Record<string, string>): Promise<ReverseProxy> {
    const rules = documentedRules().sort(([a], [b]) => b.length - a.length);
    const pass = ({ url, method, headers, socket }: IncomingMessage) => {
      const [, role] = rules.find(([prefix]) => url!.startsWith(prefix))!;
      const forwarded = { ...headers, 'x-forwarded-for': socket.remoteAddress };
      return request(new URL(url!, addresses[role]), { method, headers: forwarded });
    };
    const server = createServer((incoming, response) => {
      const onward = pass(incoming);
      onward.on('response', (answer) => {
        response.writeHead(answer.statusCode!, answer.rawHeaders);
        answer.pipe(response);
      });
      onward.on('error', () => response.destroy());
      incoming.pipe(onward);
    });
    const upgraded = new Set<Socket>();
    server.on('upgrade', (incoming: IncomingMessage, client: Socket) => {
      upgraded.add(client);
      client.on('close', () => upgraded.delete(client));
      const onward = pass(incoming);
      onward.on('upgrade', (answer, upstream, head) => {
        const lines = Object.entries(answer.headers).map(([name, value]) => `${name}: ${String(value)}`);
        client.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join('\r\n')}\r\n\r\n`);
        // The first frame may come in one piece with the answer.
        client.write(head);
        upstream.on('error', () => client.destroy());
        client.on('error', () => upstream.destroy());
        client.pipe(upstream).pipe(client);
      });
      onward.on('response', () => client.destroy()).on('error', () => client.destroy());
      onward.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new ReverseProxy(server, upgraded, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    for (const client of this.upgraded) client.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
