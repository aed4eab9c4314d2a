import type { MessageSignature } from '@guichet/contracts';
import { IconAlertTriangle, IconSignature } from '@tabler/icons-react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { MarkWithReason } from './mark-with-reason.js';
import classes from './cryptographic-signature-mark.module.css';

const DOUBTFUL: readonly MessageSignature['state'][] = ['altered', 'other-address'];

/** Groups of four characters, as people compare them. */
const inGroups = (fingerprint: string) => fingerprint.toUpperCase().replace(/.{4}(?=.)/g, '$& ');

function useReason({ state, cause, signer, issuer, fingerprint, partial }: MessageSignature): string {
  const { t } = useTexts();
  const whom = signer?.address || signer?.name || t('signatures.nobody');
  const why =
    state === 'unjudged'
      ? t(`signatures.cause.${cause ?? 'unsupported'}`)
      : t(`signatures.why.${state}`, { whom, issuer: issuer ?? whom });
  return [
    why,
    ...(partial ? [t('signatures.partial')] : []),
    ...(fingerprint && state.startsWith('key-') ? [t('signatures.key', { fingerprint: inGroups(fingerprint) })] : []),
  ].join(' ');
}

/** What the signature of a mail proves, in a few words; the reason opens by a button. */
export function CryptographicSignatureMark({ signature }: { signature: MessageSignature }) {
  const { t } = useTexts();
  const { state, signer, partial } = signature;
  const isDoubtful = DOUBTFUL.includes(state);
  const Glyph = isDoubtful ? IconAlertTriangle : IconSignature;
  const whom = signer?.name || signer?.address || t('signatures.nobody');
  const label = partial && state === 'valid' ? t('signatures.partial') : t(`signatures.state.${state}`, { whom });
  return (
    <p className={classes.line}>
      <span className="g-sr">{t('signatures.label')}</span>
      <MarkWithReason
        label={label}
        className={classes.mark}
        look={isDoubtful ? 'doubtful' : undefined}
        reason={useReason(signature)}
      >
        <Glyph size={13} stroke={1.75} aria-hidden />
        <bdi>{label}</bdi>
      </MarkWithReason>
    </p>
  );
}
