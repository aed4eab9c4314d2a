import { createRequire } from 'node:module';
import type * as grammy from 'grammy';

/** Loaded when a bot is first used, as most organisations have none. */
export const telegramSdk = (): typeof grammy => createRequire(import.meta.url)('grammy') as typeof grammy;
