import type { CaseDetail } from '@guichet/contracts';
import { Anchor } from '@mantine/core';
import { IconAlertTriangle, IconEyeOff, IconLock, IconTemplate } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { timelinePage, timelineQuery } from '../../../shared/api/queries.js';
import { firstAndMore } from '../../../shared/people/first-and-more.js';
import { useMay } from '../../../shared/session/use-session.js';
import { displayName, inOneLine } from '../../../shared/i18n/display-name.js';
import { useNow } from '../../../shared/i18n/use-now.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { newReplyRecipients } from './new-reply-recipients.js';
import { useReachText } from './reply-route-menu.js';
import { ReplyToOtherPerson } from './reply-to-other-person.js';
import type { RouteChoice } from './use-reply-route.js';
import classes from './reply-route-notices.module.css';

const glyphs = { warned: IconAlertTriangle, template: IconTemplate, closed: IconLock };

/** Whether what is being answered was written where everybody can read it. */
function useWroteInPublic(item: CaseDetail, channelAccountId: string | undefined) {
  const { data } = useQuery(timelineQuery(item.id, Math.floor((Math.max(1, item.lastPosition) - 1) / timelinePage)));
  const last = data?.items.findLast(
    (entry) => entry.kind === 'message' && entry.direction === 'in' && entry.channelAccountId === channelAccountId,
  );
  return last?.kind === 'message' && last.flags.includes('public');
}

/** What to do about an account that is switched off. */
function WhenAccountIsOff() {
  const { t } = useTexts();
  const may = useMay();
  if (!may('channel.manage')) return t('composer.accountOff.ask');
  return (
    <Anchor component={Link} to="/settings/channels" inherit c="inherit" td="underline">
      {t('composer.accountOff.manage')}
    </Anchor>
  );
}

/** That the answer goes by another account than the one that was written to, as that one is switched off. */
function GoesElsewhere({ route: { options, option } }: { route: RouteChoice }) {
  const { t } = useTexts();
  if (!option || option.state === 'closed') return null;
  // What they no longer use is no news.
  const off = options.find(
    ({ reason, lastUsedAt }) => reason === 'account-off' && (lastUsedAt ?? '') > (option.lastUsedAt ?? ''),
  );
  if (!off) return null;
  return (
    <p className={classes.notice} data-tone="warned">
      <IconAlertTriangle size={15} stroke={1.75} aria-hidden />
      <span className={classes.words}>
        {t('composer.accountOff.elsewhere', { off: off.channelName, name: option.channelName })}
      </span>
    </p>
  );
}

/** For so long a visitor of a chat may be looking at it still. Milliseconds. */
const STILL_HERE = 30 * 60_000;

/** That the visitor of a chat may have left it long ago, so that nobody takes a reply there for read. */
function LeftTheChat({ route: { option, options } }: { route: RouteChoice }) {
  const { t } = useTexts();
  const formats = useFormats();
  const now = useNow();
  if (option?.channel !== 'chat' || option.state === 'closed' || !option.lastUsedAt) return null;
  if (now - Date.parse(option.lastUsedAt) < STILL_HERE) return null;
  const hasOther = options.some(({ channel, state }) => channel !== 'chat' && state === 'ready');
  return (
    <p className={classes.notice} data-tone="warned">
      <IconAlertTriangle size={15} stroke={1.75} aria-hidden />
      <span className={classes.words}>
        {t('composer.leftChat.seen', { at: formats.dateTime(option.lastUsedAt) })}
        {hasOther && ` ${t('composer.leftChat.other')}`}
      </span>
    </p>
  );
}

/** So many are named who use an address, which may be that of a hospital. */
const NAMED = 3;

/** That somebody else uses the address, too, and so can read the reply. */
function SharedAddress({ route: { option } }: { route: RouteChoice }) {
  const { t } = useTexts();
  const formats = useFormats();
  if (!option || option.state === 'closed' || option.alsoUsedBy.length === 0) return null;
  const { to, alsoUsedBy } = option;
  // Whoever has no name is called by the address itself.
  const { first, more } = firstAndMore(alsoUsedBy, NAMED);
  const names = first.map((name) =>
    name === '' || name === to.value ? t('composer.sharedAddress.unnamed') : displayName(name),
  );
  const others = more > 0 ? [t('composer.sharedAddress.more', { count: more })] : [];
  return (
    <p className={classes.notice} data-tone="warned" role="status">
      <IconAlertTriangle size={15} stroke={1.75} aria-hidden />
      <span className={classes.words}>
        {t(`composer.sharedAddress.${to.type === 'phone' ? 'phone' : 'email'}`, {
          ...{ address: to.value, names: formats.list([...names.map(inOneLine), ...others]), count: alsoUsedBy.length },
        })}
      </span>
    </p>
  );
}

/** Who is added to the correspondence by this reply, and so reads it. */
function Newcomers({ item, route: { envelope, options } }: { item: CaseDetail; route: RouteChoice }) {
  const { t } = useTexts();
  const formats = useFormats();
  const newcomers = newReplyRecipients(envelope, { item, options });
  if (newcomers.length === 0) return null;
  return (
    <p className={classes.notice} data-tone="warned" role="status">
      <IconAlertTriangle size={15} stroke={1.75} aria-hidden />
      <span className={classes.words}>
        {t('composer.newcomers', { names: formats.list(newcomers.map(inOneLine)), count: newcomers.length })}
      </span>
    </p>
  );
}

/**
 * Notices about the reply route: that there is none, that it takes only short texts, that the account is switched off, that the
 * question was asked in public, that it goes to another person, that the visitor of a chat has left, that others use the address, or
 * that somebody is new in the correspondence.
 */
export function ReplyRouteNotices({ item, route }: { item: CaseDetail; route: RouteChoice }) {
  const { option, hasNone } = route;
  const { t } = useTexts();
  const words = useReachText();
  const inPublic = useWroteInPublic(item, option?.channelAccountId);
  const tone = option && option.state !== 'ready' ? option.state : undefined;
  const Glyph = tone && glyphs[tone];
  return (
    <>
      {hasNone && (
        <p className={classes.notice} data-tone="closed" role="alert">
          <IconLock size={15} stroke={1.75} aria-hidden />
          {t('composer.noAccount')}
        </p>
      )}
      {inPublic && (
        <p className={classes.notice}>
          <IconEyeOff size={15} stroke={1.75} aria-hidden />
          {t('composer.public')}
        </p>
      )}
      {option && Glyph && (
        <p className={classes.notice} data-tone={tone} role={tone === 'closed' ? 'alert' : undefined}>
          <Glyph size={15} stroke={1.75} aria-hidden />
          <span className={classes.words}>
            {words(option)}
            {option.reason === 'account-off' && (
              <>
                {'. '}
                <WhenAccountIsOff />
              </>
            )}
          </span>
        </p>
      )}
      <ReplyToOtherPerson item={item} route={route} />
      <LeftTheChat route={route} />
      <GoesElsewhere route={route} />
      <SharedAddress route={route} />
      <Newcomers item={item} route={route} />
    </>
  );
}
