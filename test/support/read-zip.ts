import { createHash } from 'node:crypto';
import { unzipSync } from 'fflate';

/** The files of a ZIP archive by their paths, in the order of its directory. */
export const filesOfZip = (archive: Uint8Array): Map<string, Buffer> =>
  new Map(Object.entries(unzipSync(archive)).map(([path, content]) => [path, Buffer.from(content)]));

/** Verifies files as `sha256sum -c` does. Returns the paths that match; throws at the first that does not. */
export function verifyChecksums(files: ReadonlyMap<string, Buffer>, list: string): string[] {
  const lines = list.trimEnd().split('\n');
  return lines.map((line) => {
    const [, digest, path] = /^([0-9a-f]{64}) {2}([^\n\\]+)$/.exec(line) ?? [];
    const content = path === undefined ? undefined : files.get(path);
    if (path === undefined || !content) throw new Error(`No file: ${line}`);
    if (createHash('sha256').update(content).digest('hex') !== digest) throw new Error(`Another content: ${path}`);
    return path;
  });
}
