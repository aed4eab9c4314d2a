import type { CaseDetail } from '@guichet/contracts';
import { IconAlertTriangle, IconEyeOff, IconLock, IconTemplate } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { timelinePage, timelineQuery } from '../../../shared/api/queries.js';
import { useReachText } from './reply-route-menu.js';
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

/** Notices about the reply route: that there is none, that it takes only short texts, or that the question was asked in public. */
export function ReplyRouteNotices({ item, route: { option, hasNone } }: { item: CaseDetail; route: RouteChoice }) {
  const { t } = useTranslation();
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
          {words(option)}
        </p>
      )}
    </>
  );
}
