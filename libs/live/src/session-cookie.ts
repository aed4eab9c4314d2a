/** The cookie that holds the secret of an agent's session. */
export const SESSION_COOKIE = 'guichet_session';

/** The value of a cookie in a `Cookie` header; null where there is none. */
export function cookieIn(header: string | undefined, name: string): string | null {
  const pair = header
    ?.split(';')
    .map((part) => part.trim().split('='))
    .find(([key]) => key === name);
  return pair?.[1] ? decodeURIComponent(pair[1]) : null;
}
