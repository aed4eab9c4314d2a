import { Worker, type ResourceLimits } from 'node:worker_threads';

/** When it is run from source (in tests and development), Node strips the types, and `./x.js` stands for `./x.ts`. */
const FROM_SOURCE = `import { registerHooks } from 'node:module';
registerHooks({ resolve: (name, context, next) => next(name.startsWith('.') && context.parentURL?.endsWith('.ts') ? name.replace(/\\.js$/, '.ts') : name, context) });
await import(FILE);`;

/** Starts a thread that runs a file, given as it is called once it is built: `new URL('./x.js', import.meta.url)`. */
export function startWorkerThread(file: URL, resourceLimits: ResourceLimits = {}): Worker {
  if (!import.meta.url.endsWith('.ts')) return new Worker(file, { resourceLimits, execArgv: [] });
  const code = FROM_SOURCE.replace('FILE', JSON.stringify(file.href.replace(/\.js$/, '.ts')));
  return new Worker(new URL(`data:text/javascript,${encodeURIComponent(code)}`), {
    resourceLimits,
    execArgv: ['--no-warnings'],
  });
}
