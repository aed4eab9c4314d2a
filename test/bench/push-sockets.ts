/**
 * Many open consoles in one process that does nothing else: `push-sockets.ts <ws url> <count> <cookie>`. With a cookie they
 * use the protocol of socket.io clients (engine.io 4, namespace /live). The process prints a line when all are open. Then it
 * tells its parent of each round in which every socket got one change, with the time at each socket.
 */
import { WebSocket } from 'ws';
import { clock } from './statistics-and-results.js';

const [address, count, cookie] = [process.argv[2]!, Number(process.argv[3]), process.argv[4]];
let times: number[] = [];
let open = 0;

function changed(): void {
  times.push(clock());
  if (times.length < count) return;
  process.send!(times);
  times = [];
}

function opened(): void {
  open += 1;
  if (open === count) process.stdout.write('open\n');
}

function connect(): void {
  if (!cookie) {
    const socket = new WebSocket(address, { perMessageDeflate: false });
    socket.on('open', opened);
    socket.on('message', changed);
    return;
  }
  const socket = new WebSocket(`${address}/socket.io/?EIO=4&transport=websocket`, {
    perMessageDeflate: false,
    headers: { cookie },
  });
  socket.on('message', (data: Buffer) => {
    const frame = data.toString('latin1', 0, 40);
    if (frame[0] === '0') socket.send('40/live,{}');
    else if (frame[0] === '2') socket.send('3');
    else if (frame.startsWith('40/live,')) opened();
    else if (frame.startsWith('42/live,["change"') && data.includes('"note.added"')) changed();
  });
  socket.on('error', (error) => {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  });
}

for (let n = 0; n < count; n += 1) connect();
process.on('disconnect', () => process.exit());
