import type { Server as HttpServer } from 'node:http';
import { Config } from '@guichet/platform';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Server, type Namespace } from 'socket.io';

/**
 * The one socket.io server of the process, at `/socket.io`. Who may come into a namespace is for that namespace to say: agents
 * from our own pages, citizens from those of their administration.
 */
@Injectable()
export class Sockets implements OnApplicationShutdown {
  private readonly io = new Server({
    transports: ['websocket', 'polling'],
    serveClient: false,
    maxHttpBufferSize: 64 * 1024,
    // Answers may be read by any page, but none comes with anybody's cookies.
    cors: { origin: true, credentials: false },
  });

  private attached = false;

  constructor(private readonly config: Config) {}

  /** Namespaces are made before: a client that asks for one that is not there is sent away. */
  attach(http: HttpServer): void {
    this.io.attach(http);
    this.attached = true;
  }

  of(namespace: string): Namespace {
    return this.io.of(namespace);
  }

  /** Is this one of our own pages, or no page at all? */
  isOwn({ origin, host }: { origin?: string | undefined; host?: string | undefined }): boolean {
    return !origin || origin === new URL(this.config.publicUrl).origin || URL.parse(origin)?.host === host;
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.attached) await this.io.close();
  }
}
