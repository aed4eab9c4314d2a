/** Returns the seconds of a `Retry-After`, which is a number or an HTTP date (RFC 9110 § 10.2.3). Returns undefined where it is missing or in the past. */
export function retryAfterSeconds(headers: Headers, now = Date.now()): number | undefined {
  const value = headers.get('retry-after')?.trim() ?? '';
  const seconds = /^\d+$/.test(value) ? Number(value) : Math.ceil((Date.parse(value) - now) / 1000);
  return seconds > 0 ? seconds : undefined;
}
