import { randomBytes } from 'node:crypto';

/** An error response in the format of Graph. */
export class Refusal extends Error {
  readonly more: { subcode?: number; details?: string; transient?: boolean };

  constructor(
    readonly status: number,
    readonly code: number,
    { message, ...more }: { subcode?: number; details?: string; transient?: boolean } & { message: string },
  ) {
    super(message);
    this.more = more;
  }

  body(): object {
    const { subcode, details, transient } = this.more;
    return {
      error: {
        message: `(#${this.code}) ${this.message}`,
        type: 'OAuthException',
        code: this.code,
        ...(subcode ? { error_subcode: subcode } : {}),
        ...(details ? { error_data: { messaging_product: 'whatsapp', details } } : {}),
        ...(transient ? { is_transient: true } : {}),
        fbtrace_id: randomBytes(6).toString('base64url'),
      },
    };
  }
}
