import { Config } from '@guichet/platform';
import { Injectable } from '@nestjs/common';

/** The pages that we serve ourselves. A browser tells the origin of a page truthfully. */
@Injectable()
export class OwnOriginCheck {
  constructor(private readonly config: Config) {}

  /** Is this one of our own pages, or no page at all? */
  include({ origin, host }: { origin?: string | undefined; host?: string | undefined }): boolean {
    return !origin || origin === new URL(this.config.publicUrl).origin || URL.parse(origin)?.host === host;
  }
}
