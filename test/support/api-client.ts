import type { Problem, Session } from '@guichet/contracts';
import { writesAnswered } from './page-writes.js';

/** The first administrator of a product under test. */
export const ADMIN = { email: 'root@town.test', password: 'correct horse battery' };

/** An error response of the API. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem,
  ) {
    super(`${status} ${problem.code} ${problem.detail ?? ''} ${JSON.stringify(problem.errors ?? [])}`);
  }
}

/** The cookie of the device by agent: all clients of a test stand for one browser, where sign-ins are no news. */
const devices = new Map<string, string>();

/** A signed-in client of the API. It asks once the server has what open pages were writing. */
export class ApiClient {
  private constructor(
    readonly url: string,
    readonly cookie: string,
    readonly session: Session,
  ) {}

  static async signIn(
    url: string,
    { email, password, totp }: { email: string; password: string; totp?: string } = ADMIN,
  ): Promise<ApiClient> {
    const response = await fetch(`${url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: devices.get(email) ?? '' },
      body: JSON.stringify({ email, password, totp }),
    });
    if (!response.ok) throw new ApiProblem(response.status, (await response.json()) as Problem);
    const set = response.headers.getSetCookie().map((line) => line.split(';')[0]!);
    const cookie = set.find((line) => line.includes('guichet_session='))!;
    const device = set.find((line) => line.includes('guichet_device='))!;
    devices.set(email, device);
    const session = (await (await fetch(`${url}/api/v1/session`, { headers: { cookie } })).json()) as Session;
    return new ApiClient(url, cookie, session);
  }

  async raw(
    method: string,
    path: string,
    { body, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<Response> {
    await writesAnswered();
    const isForm = body instanceof FormData;
    return fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: {
        cookie: this.cookie,
        'x-csrf-token': this.session.csrfToken,
        ...(body !== undefined && !isForm ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    });
  }

  async call<Answer>(
    method: string,
    path: string,
    { body, headers }: { body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<Answer> {
    const response = await this.raw(method, path, { body, headers });
    const text = await response.text();
    if (!response.ok) throw new ApiProblem(response.status, JSON.parse(text || '{}') as Problem);
    return (text ? JSON.parse(text) : undefined) as Answer;
  }

  get<Answer>(path: string): Promise<Answer> {
    return this.call('GET', path);
  }
  post<Answer>(path: string, body: unknown = {}, headers?: Record<string, string>): Promise<Answer> {
    return this.call('POST', path, { body, headers });
  }
  patch<Answer>(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer> {
    return this.call('PATCH', path, { body, headers });
  }
}
