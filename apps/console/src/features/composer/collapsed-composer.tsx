import type { CaseDetail, ReplyRoute } from '@guichet/contracts';
import { Button } from '@mantine/core';
import { IconAlertTriangle, IconArrowBackUp, IconLock, IconPencil } from '@tabler/icons-react';
import type { DraftContent } from '../../shared/drafts/draft-content.js';
import { inOneLine } from '../../shared/i18n/display-name.js';
import { useChannelTexts } from '../../shared/i18n/use-channel-texts.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { useShortcutKeys } from '../../shared/keyboard/shortcut-keys.js';
import { usePressGuard } from '../../shared/pointer/use-press-guard.js';
import { useMay } from '../../shared/session/use-session.js';
import { closedRouteOfCitizen } from './reply-routes/reply-route-and-recipients.js';
import { ReachNote, recipientOfRoute, useReachText } from './reply-routes/reply-route-menu.js';
import classes from './composer.module.css';
import type { ComposerContent } from './use-composer-content.js';

/** So much of a draft fits on the widest line. */
const SHOWN_CHARACTERS = 200;

/** That words wait here, and how they begin. */
function DraftLine({ draft: { text, attachments } }: { draft: DraftContent }) {
  const { t } = useTexts();
  const words = inOneLine(text.slice(0, SHOWN_CHARACTERS)) || attachments.map(({ name }) => name).join(', ');
  return (
    <span className={classes.draftLine}>
      <b>{t('composer.draftBegun')}</b> <bdi>{words}</bdi>
    </span>
  );
}

/** Why the reply does not go the way by which the citizen has written. */
function WhyAnotherRoute({ route, named }: { route: ReplyRoute; named: boolean }) {
  const { t } = useTexts();
  const channels = useChannelTexts();
  const reach = useReachText()(route);
  if (!reach) return null;
  // The reason begins a sentence elsewhere; here it goes on after a colon. What a provider says begins as it says it.
  const why = route.reason ? reach.replace(/^\p{Lu}(?!\p{Lu})/u, (letter) => letter.toLowerCase()) : reach;
  return (
    <p className={classes.whyAnother}>
      <IconAlertTriangle size={13} stroke={1.75} aria-hidden />
      {t(route.state === 'template' ? 'composer.routeWithoutFreeText' : 'composer.routeClosed', {
        channel: channels.name(route.channel),
        why,
      })}
      {named && ` (${recipientOfRoute(route, named)})`}
    </p>
  );
}

interface Props {
  replyTo: CaseDetail['replyTo'];
  writing: Pick<ComposerContent, 'route' | 'begun'>;
  onTurn: (mode: DraftContent['mode']) => void;
}

/** The composer while nobody writes: a button that names the reply route, or how the draft begins that waits behind it. */
export function CollapsedComposer({ replyTo, writing: { route, begun }, onTurn }: Props) {
  const { t } = useTexts();
  const keys = useShortcutKeys();
  const may = useMay();
  const channels = useChannelTexts();
  const guard = usePressGuard();
  const { option, options, kind } = route;
  const closed = closedRouteOfCitizen(options, option, replyTo);
  return (
    <div className={classes.closed} {...guard}>
      {may('case.reply') && closed && <WhyAnotherRoute route={closed} named={route.named} />}
      {may('case.reply') && (
        <button
          type="button"
          className={classes.openReply}
          onClick={() => onTurn('reply')}
          aria-keyshortcuts={keys.aria('reply')}
        >
          {begun.reply ? (
            <>
              <IconPencil size={17} stroke={1.5} aria-hidden />
              <DraftLine draft={begun.reply} />
            </>
          ) : (
            <>
              <IconArrowBackUp size={17} stroke={1.5} aria-hidden />
              <span className={classes.routeLine}>
                <span>
                  {option && kind
                    ? t('composer.replyBy', {
                        channel: channels.name(kind),
                        address: recipientOfRoute(option, route.named),
                      })
                    : t('composer.reply')}
                </span>
                {option && <ReachNote option={option} />}
              </span>
            </>
          )}
        </button>
      )}
      {may('case.note') && (
        <Button
          variant="default"
          className={classes.openNote}
          leftSection={<IconLock size={15} stroke={1.5} />}
          rightSection={
            begun.note && (
              <span
                className={classes.unsent}
                role="img"
                aria-label={t('composer.unsentHere')}
                title={t('composer.unsentHere')}
              />
            )
          }
          onClick={() => onTurn('note')}
          aria-keyshortcuts={keys.aria('note')}
        >
          {t('common.note')}
        </Button>
      )}
    </div>
  );
}
