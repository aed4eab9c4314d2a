import type { CaseDetail } from '@guichet/contracts';
import { IconUser } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { citizenQuery } from '../../../shared/api/queries.js';
import { displayName } from '../../../shared/i18n/display-name.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { addressesText } from '../../people/index.js';
import { recipientBesideCitizen } from './recipient-beside-citizen.js';
import { isProposed } from './reply-route-and-recipients.js';
import { recipientOfRoute } from './reply-route-menu.js';
import classes from './reply-route-notices.module.css';
import type { RouteChoice } from './use-reply-route.js';

/** Says that the reply goes to somebody else than the citizen beside it, and that they wrote last where this is why. */
export function ReplyToOtherPerson({ item, route: { option, envelope } }: { item: CaseDetail; route: RouteChoice }) {
  const { t } = useTexts();
  const { data: person } = useQuery({
    ...citizenQuery(item.citizen?.id ?? '', item.id),
    enabled: item.citizen !== null,
  });
  if (!person || !option || option.state === 'closed' || envelope.to.length === 0) return null;
  const own = new Set(person.handles.map(({ value }) => value));
  if (envelope.to.some((value) => own.has(value)) || !envelope.to.includes(option.to.value)) return null;
  const why = isProposed(option, item.replyTo) ? 'wroteLast' : 'chosen';
  const text = recipientOfRoute(option, true);
  const recipient = {
    text,
    name: option.to.name ? displayName(option.to.name) : text,
    channelName: option.channelName,
  };
  const citizen = { name: displayName(person.name), addresses: addressesText(person) };
  return (
    <p className={classes.notice} role="status">
      <IconUser size={15} stroke={1.75} aria-hidden />
      <span className={classes.words}>
        {t(`composer.otherPerson.${why}`, recipientBesideCitizen(recipient, citizen))}
      </span>
    </p>
  );
}
