import type { GatewayMetadata } from '@nestjs/websockets';

/**
 * What all gateways have in common. Each has a path of its own as well: a reverse proxy sends agents to the processes of `api`
 * and citizens to those of `edge`, and one process serves both.
 */
export const socketOptions: GatewayMetadata = {
  transports: ['websocket', 'polling'],
  serveClient: false,
  maxHttpBufferSize: 64 * 1024,
  // Answers may be read by any page, but none comes with anybody's cookies.
  cors: { origin: true, credentials: false },
};
