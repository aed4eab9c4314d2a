import type { GatewayMetadata } from '@nestjs/websockets';

/**
 * What all gateways have in common. Each has a path of its own as well: a reverse proxy sends agents to the processes of `api`
 * and citizens to those of `edge`, and one process serves both.
 */
export const socketOptions: GatewayMetadata = {
  transports: ['websocket', 'polling'],
  serveClient: false,
  maxHttpBufferSize: 64 * 1024,
  // A line that dies without a word is noticed within the sum of both, in milliseconds: until then its screen is out of date unseen.
  pingInterval: 10_000,
  pingTimeout: 8_000,
  // Answers may be read by any page, but none comes with anybody's cookies.
  cors: { origin: true, credentials: false },
};
