import type { Problem } from '@guichet/contracts';
import { Failure } from './failure.js';

export interface Answer<T> {
  data: T;
  etag: string | null;
}

interface Options {
  query?: object;
  body?: unknown;
  ifMatch?: string | null;
  /** One per attempt of the person, not of the network: a retry carries the same. */
  idempotencyKey?: string;
  signal?: AbortSignal;
  /** Lets the request outlive the page. */
  keepalive?: boolean;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

let csrfToken = '';
export const carryCsrfToken = (token: string) => void (csrfToken = token);
export const csrfHeader = (): Record<string, string> => ({ 'x-csrf-token': csrfToken });

let onSignedOut = () => {};
/** Called when a request is refused because the session has ended. */
export const whenSignedOut = (listener: () => void) => void (onSignedOut = listener);

export const address = (path: string, query: object = {}) => {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== '') params.set(name, String(value));
  return `/api/v1${path}${params.size ? `?${params}` : ''}`;
};

const failureOf = async (response: Response) => {
  const problem = (await response.json().catch(() => ({}))) as Partial<Problem>;
  const code = problem.code ?? (response.status === 404 ? 'not-found' : 'internal-error');
  if (code === 'not-signed-in') onSignedOut();
  return new Failure(code, problem, response.headers.get('etag'));
};

export async function request<T>(method: Method, path: string, options: Options = {}): Promise<Answer<T>> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (method !== 'GET') Object.assign(headers, csrfHeader());
  if (options.body !== undefined) headers['content-type'] = 'application/json';
  if (options.ifMatch) headers['if-match'] = options.ifMatch;
  if (options.idempotencyKey) headers['idempotency-key'] = options.idempotencyKey;

  const response = await fetch(address(path, options.query), {
    method,
    headers,
    body: options.body === undefined ? undefined : JSON.stringify(options.body),
    signal: options.signal,
    keepalive: options.keepalive,
  }).catch((error: unknown) => {
    if (options.signal?.aborted) throw error;
    throw new Failure('offline');
  });

  if (!response.ok) throw await failureOf(response);
  const data = (response.status === 204 ? null : await response.json()) as T;
  return { data, etag: response.headers.get('etag') };
}

const only = <T>(answer: Promise<Answer<T>>) => answer.then(({ data }) => data);
export const get = <T>(path: string, query?: object, signal?: AbortSignal) =>
  only(request<T>('GET', path, { query, signal }));
export const post = <T>(path: string, body: unknown, options: Options = {}) =>
  only(request<T>('POST', path, { idempotencyKey: crypto.randomUUID(), ...options, body }));
export const put = <T>(path: string, body: unknown) => only(request<T>('PUT', path, { body }));
export const patch = <T>(path: string, body: unknown, options: Options = {}) =>
  only(request<T>('PATCH', path, { ...options, body }));
export const remove = (path: string) => only(request<null>('DELETE', path));

/** For what is answered with a file. */
export async function postForFile(path: string, body: unknown): Promise<Blob> {
  const response = await fetch(address(path), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...csrfHeader() },
    body: JSON.stringify(body),
  }).catch(() => {
    throw new Failure('offline');
  });
  if (!response.ok) throw await failureOf(response);
  return response.blob();
}
