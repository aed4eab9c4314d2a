import { gzipSync } from 'node:zlib';
import type { Json } from './schema-components.js';

/** The document grows with the API, so what is limited is what an operation takes of it on average, with its share of the schemas. */
const MOST_BYTES_AN_OPERATION = 2_800;

/** Returns the size of an OpenAPI document in words, and whether its operations take more of it than they should. */
export function sizeOfOpenApi(source: string): { words: string; isTooLarge: boolean } {
  const { paths } = JSON.parse(source) as { paths: Record<string, Json> };
  const operations = Object.values(paths).flatMap((path) => Object.keys(path)).length;
  const bytes = Buffer.byteLength(source);
  const average = `${operations} operations of ${(bytes / operations / 1000).toFixed(2)} kB on average`;
  return {
    words: `${average} (at most ${MOST_BYTES_AN_OPERATION / 1000}), ${Math.ceil(gzipSync(source).length / 1000)} kB as gzip`,
    isTooLarge: bytes > MOST_BYTES_AN_OPERATION * operations,
  };
}
