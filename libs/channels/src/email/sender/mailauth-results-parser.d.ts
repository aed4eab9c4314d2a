declare module 'mailauth/lib/parse-dkim-headers.js' {
  /** Reads a header field of the grammar of RFC 8601 § 2.2 or a list of tags; `parsed` has the results by their methods. */
  export default function parseHeader(field: string): { parsed: Record<string, unknown> };
}
