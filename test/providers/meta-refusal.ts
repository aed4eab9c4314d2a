import { randomBytes } from 'node:crypto';

/** An error in the shape of Graph. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: number,
    message: string,
    readonly more: { subcode?: number; details?: string; transient?: boolean } = {},
  ) {
    super(message);
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
