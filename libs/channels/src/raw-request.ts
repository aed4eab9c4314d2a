/**
 * One payload as it came: a webhook call, an SMTP message, an IMAP message, a chat frame. It is what is stored,
 * replayed and tested, so nothing else about the transport may matter.
 */
export interface RawRequest {
  /** Identity of this payload at its source, for the same payload twice. Mail: SHA-256 of the bytes, in hex. */
  externalId: string;
  body: Uint8Array;
  /**
   * Transport facts: HTTP headers in lower case with `:method` and `:url` (the public address that the provider called,
   * query included, but for its `secretParameters` once it is stored), or for mail `mail-from`, `rcpt-to` (comma-separated), `remote`, `helo`, `tls`. `parse` has of the headers
   * of a call only its `content-type`: what proves the caller is not kept.
   */
  headers: Readonly<Record<string, string>>;
  /** When we took responsibility for it; of what lay in a mailbox before, when its server did. */
  receivedAt: Date;
}

export interface RawResponse {
  status: number;
  headers?: Record<string, string>;
  body: string;
}
