import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A TCP proxy to a server of this host. While it is cut, every connection is closed and no new one is accepted. */
export class TcpProxy {
  private readonly connections = new Set<Socket>();
  private isCut = false;

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async to(address: string): Promise<TcpProxy> {
    const port = Number(new URL(address).port);
    const made: { door?: TcpProxy } = {};
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      if (made.door!.isCut) return void socket.destroy();
      const beyond = connect(port, 'localhost');
      made.door!.connections.add(socket);
      socket.on('close', () => {
        made.door!.connections.delete(socket);
        beyond.destroy();
      });
      beyond.on('error', () => socket.destroy()).on('close', () => socket.destroy());
      socket.pipe(beyond).pipe(socket);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    made.door = new TcpProxy(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    return made.door;
  }

  cut(): void {
    this.isCut = true;
    for (const socket of this.connections) socket.destroy();
  }

  restore(): void {
    this.isCut = false;
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
