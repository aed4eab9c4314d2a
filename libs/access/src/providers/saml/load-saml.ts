import { createRequire } from 'node:module';
import type * as saml from '@node-saml/node-saml';

/** The library is loaded when a provider that speaks SAML is first used, as most organisations have none. */
export const samlLibrary = (): typeof saml => createRequire(import.meta.url)('@node-saml/node-saml') as typeof saml;
