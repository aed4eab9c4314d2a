import type * as access from '@guichet/access';
import type * as database from '@guichet/database';
import type * as edge from '@guichet/edge';
import type * as postgres from '@guichet/guichet/postgres';
import type * as product from '@guichet/guichet/product';
import type * as messages from '@guichet/messages';
import type * as platform from '@guichet/platform';
import type * as worker from '@guichet/worker';
import type * as browser from './shared-browser.js';

interface Built {
  './shared-browser.ts': typeof browser;
  '@guichet/access': typeof access;
  '@guichet/database': typeof database;
  '@guichet/edge': typeof edge;
  '@guichet/guichet/postgres': typeof postgres;
  '@guichet/guichet/product': typeof product;
  '@guichet/messages': typeof messages;
  '@guichet/platform': typeof platform;
  '@guichet/worker': typeof worker;
}

type Import = <Name extends keyof Built>(name: Name) => Promise<Built[Name]>;

/** What `jest-environment.mjs` hands in; a program that runs without jest is outside already. */
const outside = globalThis as Partial<{ importBuilt: Import; BuiltDate: DateConstructor }>;

/**
 * Loads a project as it was built, outside of what jest compiles: the very modules of a `RunningProduct`, whose services are
 * found by their classes. A project that is imported as usual is another one.
 */
export const importBuilt: Import = outside.importBuilt ?? ((name) => import(name));

/** The class of the dates that the product makes. */
export const BuiltDate = outside.BuiltDate ?? Date;
