import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import { clock, percentile, rounded } from './statistics-and-results.js';

export const SECRET = 'a secret that both systems know';

export interface Calls {
  /** The number of calls that were answered per second. */
  rate: number;
  /** The milliseconds from the time when each call was due to its response. */
  p50: number;
  p99: number;
}

let serial = 0;

/** Returns the body of a message from one of some thousand people. */
function payload(): { body: string; signature: string } {
  serial += 1;
  const body = JSON.stringify({
    type: 'message',
    id: `m-${serial}`,
    from: { id: String(serial % 4000), name: `Citizen ${serial % 4000}` },
    text: 'Ma carte de stationnement ne marche plus depuis ce matin, que dois-je faire ? '.repeat(4),
  });
  const seconds = Math.floor(Date.now() / 1000);
  const v1 = createHmac('sha256', SECRET).update(`${seconds}.${body}`).digest('hex');
  return { body, signature: `t=${seconds},v1=${v1}` };
}

/**
 * Makes calls for some seconds over kept connections: as fast as they are answered, or at a fixed rate. With a rate, the time
 * of a call counts from the moment when it was due, so that slow responses do not hide the waiting of later calls.
 */
export async function call(
  url: string,
  { seconds, perSecond = Infinity, connections = 32 }: { seconds: number; perSecond?: number; connections?: number },
): Promise<Calls> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const post = () => {
    const { body, signature } = payload();
    return new Promise<void>((resolve, reject) => {
      const headers = {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'x-guichet-signature': signature,
      };
      request(url, { method: 'POST', agent, headers }, (response) => {
        response.resume();
        response.on('end', () =>
          response.statusCode === 202 ? resolve() : reject(new Error(`answered ${response.statusCode}`)),
        );
      })
        .on('error', reject)
        .end(body);
    });
  };
  const latencies: number[] = [];
  const begun = clock();
  const end = begun + seconds * 1000;
  let next = 0;
  const caller = async () => {
    for (;;) {
      const due = perSecond === Infinity ? clock() : begun + (next++ / perSecond) * 1000;
      if (due >= end) return;
      const early = due - clock();
      if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
      await post();
      latencies.push(clock() - due);
    }
  };
  await Promise.all(Array.from({ length: connections }, caller));
  const rate = latencies.length / ((clock() - begun) / 1000);
  agent.destroy();
  return { rate: rounded(rate), p50: rounded(percentile(latencies, 0.5)), p99: rounded(percentile(latencies, 0.99)) };
}
