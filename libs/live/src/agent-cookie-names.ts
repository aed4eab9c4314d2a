/**
 * Cookies of an agent's browser: the secret of the session, that of the device, which outlives sessions, that of a sign-in
 * between the password and the code, and that of a browser in which a passkey is asked to sign.
 */
const names = {
  session: 'guichet_session',
  device: 'guichet_device',
  secondStep: 'guichet_second_step',
  passkey: 'guichet_passkey',
} as const;
export type AgentCookie = keyof typeof names;

/**
 * The name of a cookie at this address. With `https:` it begins with `__Host-`: a browser then takes it from nobody but this
 * very host, over TLS, so that no neighbour in the domain can plant one of theirs.
 */
export const cookieName = (cookie: AgentCookie, publicUrl: string): string =>
  publicUrl.startsWith('https:') ? `__Host-${names[cookie]}` : names[cookie];

/** The name that a cookie had before its address had TLS. It is worth nothing there any more. */
export const plainCookieName = (cookie: AgentCookie): string => names[cookie];

/** The value of a cookie in a `Cookie` header; null where there is none. */
export function cookieIn(header: string | undefined, name: string): string | null {
  const pair = header
    ?.split(';')
    .map((part) => part.trim().split('='))
    .find(([key]) => key === name);
  return pair?.[1] ? decodeURIComponent(pair[1]) : null;
}
