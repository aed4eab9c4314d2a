/** The seconds that a `Retry-After` asks for: a number of them, or an HTTP date (RFC 9110 § 10.2.3). Undefined: none, or in the past. */
export function retryAfterSeconds(headers: Headers, now = Date.now()): number | undefined {
  const value = headers.get('retry-after')?.trim() ?? '';
  const seconds = /^\d+$/.test(value) ? Number(value) : Math.ceil((Date.parse(value) - now) / 1000);
  return seconds > 0 ? seconds : undefined;
}
