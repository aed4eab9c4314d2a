/** The floor of the chat benchmark: bare ws that echoes each frame. It runs in a process of its own, which prints its address. */
import { WebSocketServer } from 'ws';

const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
server.on('connection', (socket) => socket.on('message', (data) => socket.send(data, { binary: false })));
server.on('listening', () => {
  process.stdout.write(`ws://127.0.0.1:${(server.address() as { port: number }).port}\n`);
});
process.on('disconnect', () => process.exit());
