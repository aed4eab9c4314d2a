import { createRequire } from 'node:module';
import type twilio from 'twilio';

/** The SDK of Twilio covers dozens of products: it is loaded when a Twilio account is first used. */
export const twilioSdk = (): typeof twilio => createRequire(import.meta.url)('twilio') as typeof twilio;
