import { useTexts } from '../../../shared/i18n/use-texts.js';

const known = {
  'names-reference': true,
  'one-correspondence': true,
  'reply-from-unknown-address': true,
  'same-address': true,
  'sender-blocked': true,
  'sender-failed': true,
  'sender-not-authenticated': true,
  'taken-for-spam': true,
  'two-audiences': true,
};

/** Returns a formatter of the reason why two cases may belong together; an unknown reason is shown as it is named. */
export function useLinkReasonText() {
  const { t } = useTexts();
  return (reason: string) => (reason in known ? t(`case.links.reason.${reason as keyof typeof known}`) : reason);
}
