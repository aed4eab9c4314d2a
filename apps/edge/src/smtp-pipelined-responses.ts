import type { Server, Socket } from 'node:net';
import type { SMTPServerSession } from 'smtp-server';

/**
 * Sends the replies to pipelined commands in one packet, as RFC 2920 § 3.2 asks: smtp-server writes each reply alone, which
 * costs a system call here and wakes the client each time.
 */
export class SmtpPipelinedResponses {
  private readonly sockets = new Map<string, Socket>();

  watch(server: Server): void {
    server.on('connection', (socket) => {
      const key = keyOf(socket.remoteAddress?.replace(/^::ffff:/, ''), socket.remotePort);
      this.sockets.set(key, socket);
      socket.once('close', () => this.sockets.delete(key));
    });
  }

  /** Holds what is written to a session back until the commands that came with the present one are answered, too. */
  hold({ remoteAddress, remotePort, secure }: SMTPServerSession): void {
    // Under TLS the replies do not pass through this socket.
    const socket = secure ? undefined : this.sockets.get(keyOf(remoteAddress, remotePort));
    if (!socket) return;
    socket.cork();
    setImmediate(() => socket.uncork());
  }
}

const keyOf = (address: string | undefined, port: number | undefined): string => `${address} ${port}`;
