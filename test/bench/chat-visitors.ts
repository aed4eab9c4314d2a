/**
 * Many visitors of a chat in one process that does nothing else: `chat-visitors.ts <ws url> <count> [<channel id>]`. With a
 * channel they use the protocol of the widget (engine.io 4, namespace /chat), each from an address of its own; without one
 * they expect an echo. The process prints a line when all are connected. When its parent sends a number, every visitor writes
 * one message, spread over that number of seconds, and the parent gets the time until each acknowledgement and each reply.
 */
import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import { clock } from './statistics-and-results.js';

const [address, count, channelAccountId] = [process.argv[2]!, Number(process.argv[3]), process.argv[4]];
const sockets: WebSocket[] = [];
const saidAt = new Map<number, number>();
let took: number[] = [];
let inside = 0;

function entered(): void {
  inside += 1;
  if (inside === count) process.stdout.write('open\n');
}

function acknowledged(n: number): void {
  took.push(clock() - saidAt.get(n)!);
  if (took.length < count) return;
  process.send!({ took });
  took = [];
}

function hear(n: number, frame: string): void {
  if (!channelAccountId) return acknowledged(n);
  const socket = sockets[n]!;
  if (frame[0] === '0') socket.send(`40/chat,${JSON.stringify({ channelAccountId })}`);
  else if (frame[0] === '2') socket.send('3');
  else if (frame.startsWith('42/chat,["welcome"')) entered();
  else if (frame.startsWith('43/chat,')) {
    if (!frame.includes('"ok":true')) throw new Error(frame);
    acknowledged(n);
  } else if (frame.includes('"direction":"out"')) {
    process.send!({ answer: /"text":"([^"]*)"/.exec(frame)![1], at: clock() });
  }
}

function connect(n: number): void {
  const url = channelAccountId ? `${address}/chat/socket.io/?EIO=4&transport=websocket` : address;
  const socket = new WebSocket(url, {
    perMessageDeflate: false,
    headers: { 'x-forwarded-for': `20.${n >> 16}.${(n >> 8) & 255}.${n & 255}` },
  });
  sockets.push(socket);
  if (!channelAccountId) socket.on('open', entered);
  socket.on('message', (data: Buffer) => hear(n, data.toString()));
  socket.on('error', (error) => {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  });
}

function say(n: number): void {
  const said = {
    clientId: randomUUID(),
    text: `Visitor ${n} asks at what time the swimming pool opens on Sunday.`,
    files: [],
  };
  saidAt.set(n, clock());
  sockets[n]!.send(`42/chat,1${JSON.stringify(['say', said])}`);
}

process.on('message', (seconds: number) => {
  const begun = clock();
  let next = 0;
  const timer = setInterval(() => {
    const due = Math.min(count, Math.ceil(((clock() - begun) / 1000 / seconds) * count));
    while (next < due) say(next++);
    if (next === count) clearInterval(timer);
  }, 2);
});
for (let n = 0; n < count; n += 1) connect(n);
process.on('disconnect', () => process.exit());
