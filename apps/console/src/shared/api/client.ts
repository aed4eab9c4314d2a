import type { EndpointName, EndpointRequest, EndpointResponse, Endpoints, Problem } from '@guichet/contracts';
import { afterPaint } from '../layout/after-paint.js';
import { isInBackground } from '../session/user-activity.js';
import { viewedAs } from '../session/viewed-as.js';
import { addresses } from './endpoint-addresses.js';
import { Failure } from './failure.js';

/** What a call carries beside what its endpoint takes. */
interface CallOptions {
  ifMatch?: string | null;
  /** One for each attempt of the person, not of the network: a retry carries the same. A `POST` has one by default. */
  idempotencyKey?: string | undefined;
  signal?: AbortSignal;
  /** It is fetched before anybody has asked to see it. */
  ahead?: boolean;
  /** What asks for it is drawn without it: it is sent once that is painted, as beginning a request takes as long as drawing a row. */
  later?: boolean;
  /** Lets the request outlive the page. */
  keepalive?: boolean;
}

type RequestOf<Name extends EndpointName> = EndpointRequest<Endpoints[Name]> & CallOptions;
type ResponseOf<Name extends EndpointName> = EndpointResponse<Endpoints[Name]>;
/** The request may be left out where the endpoint takes nothing that must be there. */
type Arguments<Name extends EndpointName> =
  Record<never, never> extends RequestOf<Name> ? [request?: RequestOf<Name>] : [request: RequestOf<Name>];

interface Call {
  <Name extends EndpointName>(name: Name, ...request: Arguments<Name>): Promise<ResponseOf<Name>>;
}
interface CallWithEtag {
  <Name extends EndpointName>(name: Name, ...request: Arguments<Name>): Promise<WithEtag<ResponseOf<Name>>>;
}
interface CallForFile {
  <Name extends EndpointName>(name: Name, ...request: Arguments<Name>): Promise<Blob>;
}
interface AddressOf {
  <Name extends EndpointName>(name: Name, ...request: Arguments<Name>): string;
}

interface AnyRequest extends CallOptions {
  params?: Record<string, string | number>;
  query?: object;
  body?: unknown;
}

let csrfToken = '';
export const carryCsrfToken = (token: string) => void (csrfToken = token);
export const csrfHeader = (): Record<string, string> => ({ 'x-csrf-token': csrfToken });

let onSignedOut = () => {};
/** Called when a request is refused because the session has ended. */
export const whenSignedOut = (listener: () => void) => void (onSignedOut = listener);

let askProof = (_isByFactor: boolean): Promise<boolean> => Promise.resolve(false);
/** Called when a sensitive act needs a proof of who acts; resolves to whether it was given, so that the call is made again. */
export const whenProofNeeded = (ask: typeof askProof) => void (askProof = ask);

let onSecondFactorMissing = () => {};
/** Called when a request is refused because the agent must set up a second factor first. */
export const whenSecondFactorMissing = (listener: () => void) => void (onSecondFactorMissing = listener);

/** The address of an endpoint, for links and pictures. Empty fields of a query are left out. */
export const addressOf = ((name: EndpointName, { params = {}, query = {} }: AnyRequest = {}): string => {
  const { path } = addresses[name];
  const filled = path.replace(/:(\w+)/g, (_, param: string) => encodeURIComponent(String(params[param])));
  const search = new URLSearchParams();
  for (const [field, value] of Object.entries(query as Record<string, string | number | boolean | undefined>))
    if (value !== undefined && value !== '') search.set(field, String(value));
  return `/api/v1${filled}${search.size ? `?${search}` : ''}`;
}) as AddressOf;
const addressFor = addressOf as (name: EndpointName, request: AnyRequest) => string;

const failureOf = async (response: Response) => {
  const problem = (await response.json().catch(() => ({}))) as Partial<Problem>;
  const code = problem.code ?? (response.status === 404 ? 'not-found' : 'internal-error');
  if (code === 'not-signed-in') onSignedOut();
  if (problem.reason === 'second-factor-missing') onSecondFactorMissing();
  return new Failure(code, problem, response.headers.get('etag'));
};

async function send(name: EndpointName, request: AnyRequest): Promise<Response> {
  const response = await sendOnce(name, request);
  if (response.ok) return response;
  const failure = await failureOf(response);
  const isByFactor = failure.problem.reason === 'second-factor-proof-needed';
  if (failure.code !== 'step-up-required' || !(await askProof(isByFactor))) throw failure;
  const repeated = await sendOnce(name, request);
  if (!repeated.ok) throw await failureOf(repeated);
  return repeated;
}

async function sendOnce(name: EndpointName, request: AnyRequest): Promise<Response> {
  const { method } = addresses[name];
  const { ahead, body, ifMatch, signal, keepalive } = request;
  const isKeyed = 'idempotencyKey' in request || method !== 'POST';
  const idempotencyKey = isKeyed ? request.idempotencyKey : crypto.randomUUID();
  return fetch(addressFor(name, request), {
    method,
    headers: {
      accept: 'application/json',
      ...(method !== 'GET' && csrfHeader()),
      // What a page asks for by itself does not keep a session from ending.
      ...(isInBackground() && { 'x-background': '1' }),
      ...(ahead && { 'x-ahead': '1' }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(ifMatch && { 'if-match': ifMatch }),
      ...(idempotencyKey && { 'idempotency-key': idempotencyKey }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal,
    keepalive,
  }).catch(asOffline(signal));
}

/** Of what fails on its way, also in the middle of a response, nobody knows what the server has done with it. */
const asOffline =
  (signal: AbortSignal | undefined) =>
  (error: unknown): never => {
    if (signal?.aborted) throw error;
    throw new Failure('offline');
  };

/** What an endpoint returned, with the `ETag` that a later write of the same thing is compared with. */
export interface WithEtag<Data> {
  data: Data;
  etag: string | null;
}

async function sendForJson(name: EndpointName, request: AnyRequest = {}): Promise<WithEtag<unknown>> {
  if (!viewedAs) return askForJson(name, request);
  const { viewedAsEmptyResponse } = await import('./viewed-as-empty-responses.js');
  const ask = async () => (await askForJson(name, request)).data;
  return { data: await viewedAsEmptyResponse(name, viewedAs, ask), etag: null };
}

async function askForJson(name: EndpointName, request: AnyRequest): Promise<WithEtag<unknown>> {
  if (request.later) await new Promise<void>(afterPaint);
  const response = await send(name, request);
  const data: unknown = response.status === 204 ? null : await response.json().catch(asOffline(request.signal));
  return { data, etag: response.headers.get('etag') };
}

/** Calls an endpoint, and returns its response together with its `ETag`. Throws a `Failure`. */
export const callWithEtag = sendForJson as CallWithEtag;

/** Calls an endpoint, and returns its response. Throws a `Failure`. */
export const call = (async (name: EndpointName, request?: AnyRequest) =>
  (await sendForJson(name, request)).data) as Call;

/** Calls an endpoint that returns a file. Throws a `Failure`. */
export const callForFile = (async (name: EndpointName, request: AnyRequest = {}) =>
  (await send(name, request)).blob().catch(asOffline(request.signal))) as CallForFile;
