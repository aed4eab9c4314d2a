import type { Authentication } from '@guichet/contracts';

/** Why a sender has the verdict that they have, as a key of the texts. */
export function senderReason({ verdict, domain, spf, dkim, dmarc, arc, source }: Authentication) {
  switch (verdict) {
    case 'authenticated':
      if (source === 'trusted-server') return 'trusted-server';
      // A policy holds by the one or the other; without either, a forwarder vouches.
      if (arc === 'pass' && dmarc === 'fail') return 'forwarded';
      return dkim === 'pass' ? 'signed' : 'server';
    case 'failed':
      return dmarc === 'fail' ? 'policy' : 'excluded';
    case 'unauthenticated':
      if (domain === null) return 'no-author';
      return dkim === 'pass' ? 'other-signature' : dkim === 'none' ? 'silent' : 'broken-signature';
    case 'unknown':
      if ([spf, dkim, dmarc].includes('temperror')) return 'no-answer';
      if (source === 'trusted-server') return 'silent-server';
      if (arc === 'permerror') return 'too-many-signatures';
      return dmarc === 'fail' ? 'half' : 'nobody';
  }
}
