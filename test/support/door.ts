import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A way to a server of this host that can be shut: whoever has come through is thrown out, and nobody gets in. */
export class Door {
  private readonly through = new Set<Socket>();
  private isShut = false;

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async to(address: string): Promise<Door> {
    const port = Number(new URL(address).port);
    const made: { door?: Door } = {};
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      if (made.door!.isShut) return void socket.destroy();
      const beyond = connect(port, 'localhost');
      made.door!.through.add(socket);
      socket.on('close', () => {
        made.door!.through.delete(socket);
        beyond.destroy();
      });
      beyond.on('error', () => socket.destroy()).on('close', () => socket.destroy());
      socket.pipe(beyond).pipe(socket);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    made.door = new Door(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    return made.door;
  }

  shut(): void {
    this.isShut = true;
    for (const socket of this.through) socket.destroy();
  }

  open(): void {
    this.isShut = false;
  }

  async close(): Promise<void> {
    this.shut();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
