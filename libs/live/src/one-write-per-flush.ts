import type { Server } from 'socket.io';

type Engine = Server['engine'];
/** A client of engine.io: its types leave out what the events of the engine hand over. */
interface EngineClient {
  transport: { name: string };
  request: { socket: { cork(): void; uncork(): void } };
}

/**
 * Hands what is flushed to a client to the kernel as one write, while the library makes one of each frame: where much comes in, a listener
 * gets dozens of changes at once, and each write costs more than all that was done to make its frame.
 */
export function writeOncePerFlush(engine: Engine): void {
  const connectionOf = ({ transport, request }: EngineClient) =>
    transport.name === 'websocket' ? request.socket : undefined;
  engine.on('flush', (client: EngineClient) => connectionOf(client)?.cork());
  engine.on('drain', (client: EngineClient) => connectionOf(client)?.uncork());
}
