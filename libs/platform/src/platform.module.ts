import { Module, type DynamicModule } from '@nestjs/common';
import { BlobStore } from './blobs.js';
import { Clock } from './clock.js';
import { Config } from './config.js';
import { Dns } from './dns.js';
import { Egress } from './egress.js';
import { Keyring } from './keyring.js';
import { Logger } from './logger.js';

export interface Platform {
  config: Config;
  keyring: Keyring;
  blobs: BlobStore;
  clock: Clock;
  dns: Dns;
  egress: Egress;
  logger: Logger;
}

/** What every process has, each injected by its class. */
@Module({})
export class PlatformModule {
  static register({ config, keyring, blobs, clock, dns, egress, logger }: Platform): DynamicModule {
    const providers = [
      { provide: Config, useValue: config },
      { provide: Keyring, useValue: keyring },
      { provide: BlobStore, useValue: blobs },
      { provide: Clock, useValue: clock },
      { provide: Dns, useValue: dns },
      { provide: Egress, useValue: egress },
      { provide: Logger, useValue: logger },
    ];
    return { module: PlatformModule, global: true, providers, exports: providers.map(({ provide }) => provide) };
  }
}
