import type { CaseDetail } from '@guichet/contracts';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { citizenQuery } from '../../../shared/api/queries.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { namesakeOfDoubted } from '../../people/index.js';
import classes from './reply-route-notices.module.css';
import type { RouteChoice } from './use-reply-route.js';

interface Props {
  item: CaseDetail;
  route: RouteChoice;
  /** Whether it stands above the composer before anybody writes, which has no frame. */
  isOfClosed?: boolean;
}

/** To whom a reply by mail would go, where the last sender is probably forged or imitates somebody, or may have taken the name of a person who is known. */
export function DoubtfulSenderNotice({ item, route, isOfClosed }: Props) {
  const { t } = useTexts();
  const { kind, envelope } = route;
  const { data: person } = useQuery({
    ...citizenQuery(item.citizen?.id ?? '', item.id),
    enabled: item.citizen !== null,
  });
  if (kind !== 'email' || envelope.to.length === 0) return null;
  const namesake = person && namesakeOfDoubted(person, envelope.to);
  const doubt = item.senderDoubt
    ? t(`composer.doubt.${item.senderDoubt}`, { address: envelope.to.join(', ') })
    : namesake && t('composer.doubt.namesake', { ...namesake });
  if (!doubt) return null;
  return (
    <p className={classes.notice} data-tone="warned" data-closed={isOfClosed}>
      <IconAlertTriangle size={15} stroke={1.75} aria-hidden />
      <span className={classes.words}>{doubt}</span>
    </p>
  );
}
