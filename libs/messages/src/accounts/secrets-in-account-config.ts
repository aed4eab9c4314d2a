import { SECRET_KEPT } from '@guichet/contracts';

type Tree = Record<string, unknown>;

export function withSecrets(config: Tree, secrets: Record<string, unknown>): Tree {
  const copy = structuredClone(config);
  for (const [path, value] of Object.entries(secrets)) put(copy, path.split('.'), value);
  return copy;
}

/** Takes the secrets out of a config. A value sent back as dots keeps the one that was stored. */
export function takeSecrets(
  config: Tree,
  paths: readonly string[],
  kept: Record<string, unknown>,
): { config: Tree; secrets: Record<string, unknown> } {
  const copy = structuredClone(config);
  const secrets: Record<string, unknown> = {};
  for (const path of paths) {
    const value = take(copy, path.split('.'));
    if (value === SECRET_KEPT) {
      if (path in kept) secrets[path] = kept[path];
    } else if (value !== undefined && value !== '') secrets[path] = value;
  }
  return { config: copy, secrets };
}

export const isKept = (config: Tree, path: string): boolean => valueAt(config, path.split('.')) === SECRET_KEPT;

const DESTINATION = [
  ...['host', 'port', 'user', 'apiBaseUrl', 'instanceUrl', 'outboundUrl'],
  ...['provider', 'tenant', 'issuer', 'clientId'],
];

/** Where tokens go that were got by the secret of an app. */
const TOKEN_DESTINATION = ['inbound.imap.host', 'inbound.imap.port', 'outbound.host', 'outbound.port'];

/**
 * Returns whether a stored secret would be sent to the server for which it was entered. Otherwise a person who may
 * change the address could read the secret.
 */
export function sameDestination(path: string, before: Tree, after: Tree): boolean {
  const beside = path.split('.').slice(0, -1);
  const places = [
    ...DESTINATION.map((key) => [...beside, key]),
    ...(beside[0] === 'oauth' ? TOKEN_DESTINATION.map((place) => place.split('.')) : []),
  ];
  return places.every((place) => valueAt(before, place) === valueAt(after, place));
}

function valueAt(tree: Tree, path: readonly string[]): unknown {
  let value: unknown = tree;
  for (const key of path) value = typeof value === 'object' && value !== null ? (value as Tree)[key] : undefined;
  return value;
}

// A secret belongs to an object that is there: dots for an IMAP password of an account without IMAP would make one.
function put(tree: Tree, [key, ...rest]: string[], value: unknown): void {
  if (rest.length === 0) tree[key!] = value;
  else if (typeof tree[key!] === 'object' && tree[key!] !== null) put(tree[key!] as Tree, rest, value);
}

function take(tree: Tree, [key, ...rest]: string[]): unknown {
  const value = tree[key!];
  if (rest.length > 0) return typeof value === 'object' && value !== null ? take(value as Tree, rest) : undefined;
  delete tree[key!];
  return value;
}
