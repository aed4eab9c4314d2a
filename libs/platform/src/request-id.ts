import { AsyncLocalStorage } from 'node:async_hooks';

const current = new AsyncLocalStorage<string>();

/** Id of the request, connection or job being served, if any: on every log line and in every problem answered. */
export const requestId = (): string | undefined => current.getStore();

export const withRequestId = <Result>(id: string, work: () => Result): Result => current.run(id, work);
