import type { Problem, Session } from '@guichet/contracts';

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

/** A signed-in client of the API. */
export class ApiClient {
  private constructor(
    readonly url: string,
    readonly cookie: string,
    readonly session: Session,
  ) {}

  static async signIn(url: string, { email, password } = ADMIN): Promise<ApiClient> {
    const response = await fetch(`${url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    });
    if (!response.ok) throw new ApiProblem(response.status, (await response.json()) as Problem);
    const cookie = response.headers.get('set-cookie')!.split(';')[0]!;
    const session = (await (await fetch(`${url}/api/v1/session`, { headers: { cookie } })).json()) as Session;
    return new ApiClient(url, cookie, session);
  }

  async raw(
    method: string,
    path: string,
    { body, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<Response> {
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
