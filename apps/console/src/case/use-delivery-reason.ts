import { reasons, type Reason } from '@guichet/contracts';
import { useTranslation } from 'react-i18next';

/** Why a delivery stands where it does: our own reasons in the language of the reader, a provider's in its words. */
export function useDeliveryReason() {
  const { t } = useTranslation();
  const isOurs = (reason: string): reason is Reason => reason in reasons;
  return (reason: string | null) =>
    // Of all reasons these are the ones without anything to name.
    reason !== null && isOurs(reason) ? t(`reason.${reason as 'citizen-wrote' | 'template-withdrawn'}`) : reason;
}
