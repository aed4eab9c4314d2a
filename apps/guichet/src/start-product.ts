import { join } from 'node:path';
import { existsSync } from 'node:fs';
import { ensureAdministrator, newSetupSecret } from '@guichet/access';
import {
  ApiModule,
  httpAdapter,
  OAuthRoutes,
  prepareHttp,
  publishApiDocuments,
  SamlRoutes,
  ScimRoutes,
} from '@guichet/api';
import { channels } from '@guichet/channels';
import { seedTargets } from '@guichet/sla';
import { assertSameSecret, Database, DatabaseModule, migrate, NotificationListener } from '@guichet/database';
import { ChatRoutes, EdgeModule, PortalRoutes, SmtpEdge, Webhooks } from '@guichet/edge';
import { EventTail, LiveModule } from '@guichet/live';
import { MessagesModule } from '@guichet/messages';
import {
  Egress,
  Logger,
  PlatformModule,
  SystemDns,
  SettingError,
  SystemClock,
  type BlobStore,
  type Clock,
  type Dns,
  type Config,
  type Keyring,
} from '@guichet/platform';
import { seedTemplates } from '@guichet/templates';
import { WorkerModule } from '@guichet/worker';
import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { serveHealthAndMetrics } from './health-and-metrics-routes.js';

export interface ProductOptions {
  config: Config;
  databaseUrl: string;
  keyring: Keyring;
  blobs: BlobStore;
  clock?: Clock;
  /** For a spec that answers itself what domains publish. */
  dns?: Dns;
  /** For a spec that sets how it listens. The product starts and closes it. */
  notificationListener?: NotificationListener;
}

export interface Product {
  /** Where this process listens. */
  url: string;
  smtpPort: number | null;
  /** Creates the first administrator; null where there is one. */
  setupLink: string | null;
  /** For specs and benchmarks that look inside. */
  app: NestFastifyApplication;
  close(): Promise<void>;
}

@Module({})
class Root {}

/** The whole product, or the roles of it that the config names, in this process. */
export async function startProduct({
  config,
  databaseUrl,
  keyring,
  blobs,
  clock = new SystemClock(),
  dns = new SystemDns(config.dnsServers),
  notificationListener = new NotificationListener(databaseUrl),
}: ProductOptions): Promise<Product> {
  const logger = new Logger(config.logLevel);
  await migrate(databaseUrl, { logger });
  const database = await Database.connect(databaseUrl, { now: () => clock.now() });
  try {
    await database.assertDurable();
    await assertSameSecret(database, keyring);
    await notificationListener.start();
    if (config.adminEmail && config.adminPassword)
      await ensureAdministrator(database, config.adminEmail, config.adminPassword);
    await seedTemplates(database);
    await seedTargets(database);
    const setupSecret = await newSetupSecret(database);
    const egress = new Egress(config.outboundAllow);
    const app = await NestFactory.create<NestFastifyApplication>(
      root(config, [
        PlatformModule.register({ config, keyring, blobs, clock, dns, egress, logger }),
        DatabaseModule.register(database, notificationListener),
        MessagesModule,
        ...(hasSockets(config) ? [LiveModule] : []),
      ]),
      httpAdapter(config.trustedProxies),
      { logger, bufferLogs: false, abortOnError: false, forceCloseConnections: true },
    );
    const isApi = config.roles.includes('api');
    const isEdge = config.roles.includes('edge');
    if (isEdge) {
      await app.register(app.get(Webhooks).routes as never);
      await app.register(app.get(ChatRoutes).routes as never);
      await app.register(app.get(PortalRoutes).routes as never);
    }
    if (isApi) {
      app.setGlobalPrefix('api/v1');
      await prepareHttp(app, consoleDir());
      publishApiDocuments(app);
      await app.register(app.get(OAuthRoutes).routes as never);
      await app.register(app.get(SamlRoutes).routes as never);
      await app.register(app.get(ScimRoutes).routes as never);
    }
    serveHealthAndMetrics(app, logger);
    await listen(app, config).catch(async (error: unknown) => {
      await app.close();
      throw error;
    });
    const url = (await app.getUrl()).replace(/\[::1?\]|0\.0\.0\.0/, 'localhost');
    config.listensAt(url);
    return {
      url,
      smtpPort: isEdge ? app.get(SmtpEdge).port : null,
      setupLink: setupSecret && `${config.port === 0 ? url : config.publicUrl}/setup?token=${setupSecret}`,
      app,
      async close() {
        await app.close();
        for (const channel of Object.values(channels)) await channel.close?.();
        await egress.close();
        await notificationListener.close();
        await database.close();
      },
    };
  } catch (error) {
    await notificationListener.close();
    await database.close();
    throw error;
  }
}

function root(config: Config, around: NonNullable<DynamicModule['imports']>): DynamicModule {
  const byRole = { api: ApiModule, edge: EdgeModule, worker: WorkerModule };
  return { module: Root, imports: [...around, ...config.roles.map((role) => byRole[role])] };
}

/** Agents and visitors have sockets, and nobody comes to a worker but its operators. */
const hasSockets = ({ roles }: Config): boolean => roles.includes('api') || roles.includes('edge');

async function listen(app: NestFastifyApplication, config: Config): Promise<void> {
  app.useWebSocketAdapter(new IoAdapter(app));
  await app.init();
  // The gateways read the log from here on, and nobody can connect before.
  if (hasSockets(config)) await app.get(EventTail).start();
  try {
    await app.listen(config.port, '::');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAFNOSUPPORT')
      return void (await app.listen(config.port, '0.0.0.0'));
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE')
      throw new SettingError('PORT', `port ${config.port} is in use; expected a free one`);
    throw error;
  }
}

/** The built console beside us; a server without it still has its API. */
function consoleDir(): string | null {
  const path = join(import.meta.dirname, '../../console/dist');
  return existsSync(join(path, 'index.html')) ? path : null;
}
