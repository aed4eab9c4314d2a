import { Config, Keyring } from '@guichet/platform';
import { Injectable } from '@nestjs/common';
import { replyLink } from './reply-page-link.js';

/** Makes the links of this installation to the pages on which a reply can be read whole. */
@Injectable()
export class ReplyLinks {
  constructor(
    private readonly keyring: Keyring,
    private readonly config: Config,
  ) {}

  /** Bound, to be handed on. */
  readonly linkTo = (replyPageId: string): string => replyLink(this.keyring, this.config.publicUrl, replyPageId);
}
