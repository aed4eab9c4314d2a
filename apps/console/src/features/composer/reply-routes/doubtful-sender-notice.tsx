import type { CaseDetail } from '@guichet/contracts';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './reply-route-notices.module.css';
import type { RouteChoice } from './use-reply-route.js';

interface Props {
  item: CaseDetail;
  route: RouteChoice;
  /** Whether it stands above the composer before anybody writes, which has no frame. */
  isOfClosed?: boolean;
}

/** To whom a reply by mail would go, where the last sender is probably forged or imitates somebody. */
export function DoubtfulSenderNotice({ item, route, isOfClosed }: Props) {
  const { t } = useTranslation();
  const { kind, envelope } = route;
  if (!item.senderDoubt || kind !== 'email' || envelope.to.length === 0) return null;
  return (
    <p className={classes.notice} data-tone="warned" data-closed={isOfClosed}>
      <IconAlertTriangle size={15} stroke={1.75} aria-hidden />
      <span className={classes.words}>
        {t(`composer.doubt.${item.senderDoubt}`, { address: envelope.to.join(', ') })}
      </span>
    </p>
  );
}
