import type { MessageSignature } from '@guichet/contracts';
import { Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconSignature } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './signature-mark.module.css';

const DOUBTFUL: readonly MessageSignature['state'][] = ['altered', 'other-address'];

/** Groups of four characters, as people compare them. */
const inGroups = (fingerprint: string) => fingerprint.toUpperCase().replace(/.{4}(?=.)/g, '$& ');

function useReason({ state, cause, signer, issuer, fingerprint, partial }: MessageSignature): string {
  const { t } = useTranslation();
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

/** What the signature of a mail proves, in a few words; the reason is shown on hover and focus. */
export function SignatureMark({ signature }: { signature: MessageSignature }) {
  const { t } = useTranslation();
  const { state, signer, partial } = signature;
  const isDoubtful = DOUBTFUL.includes(state);
  const Glyph = isDoubtful ? IconAlertTriangle : IconSignature;
  const whom = signer?.name || signer?.address || t('signatures.nobody');
  return (
    <p className={classes.line}>
      <span className="g-sr">{t('signatures.label')}</span>
      <Tooltip label={useReason(signature)} multiline maw={340} events={{ hover: true, focus: true, touch: true }}>
        <span className={classes.mark} data-doubtful={isDoubtful || undefined} tabIndex={0}>
          <Glyph size={13} stroke={1.75} aria-hidden />
          <bdi>{partial && state === 'valid' ? t('signatures.partial') : t(`signatures.state.${state}`, { whom })}</bdi>
        </span>
      </Tooltip>
    </p>
  );
}
