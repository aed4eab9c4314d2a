/**
 * The floor of the push benchmark: bare ws, which sends one payload to every open socket on a request to `/change`. It runs in a
 * process of its own, which prints its address.
 */
import { createServer } from 'node:http';
import { WebSocket, WebSocketServer } from 'ws';

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const payload = Buffer.concat(chunks).toString();
    for (const socket of sockets.clients) if (socket.readyState === WebSocket.OPEN) socket.send(payload);
    response.writeHead(204).end();
  });
});
const sockets = new WebSocketServer({ server, perMessageDeflate: false });
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as { port: number }).port}\n`);
});
process.on('disconnect', () => process.exit());
