import { PersonAvatar } from '@guichet/ui';
import { useQuery } from '@tanstack/react-query';
import {
  IconBell,
  IconChartHistogram,
  IconInbox,
  IconMailQuestion,
  IconPrinter,
  IconPlus,
  IconSearch,
  IconSettings,
  IconTemplate,
} from '@tabler/icons-react';
import { useLocation } from '@tanstack/react-router';
import { memo, useRef, type MouseEvent } from 'react';
import { awaitField } from '../shared/keyboard/shortcut-listener.js';
import { EarlyPress } from '../shared/router/early-press.js';
import { lazyPart, Optional } from '../shared/router/lazy-parts.js';
import { countsQuery, lettersQuery } from '../shared/api/queries.js';
import { landingList } from '../shared/cases/landing-list.js';
import { useMay, useSession } from '../shared/session/use-session.js';
import { Bell } from '../features/notifications/index.js';
import { useTexts } from '../shared/i18n/use-texts.js';
import { RailButton, RailCount, RailLink } from '../shared/layout/navigation-rail-item.js';
import classes from './navigation-rail.module.css';

/** Whether the link is followed here, and not in another tab. */
const isPlainClick = ({ button, ctrlKey, metaKey, shiftKey }: MouseEvent) =>
  button === 0 && !ctrlKey && !metaKey && !shiftKey;

// These are not needed to see the list: they are fetched beside it.
const NewMenu = lazyPart(() => import('./frame-parts.js'), 'NewMenu');
const RailTooltip = lazyPart(() => import('./frame-parts.js'), 'RailTooltip');
const MeMenu = lazyPart(() => import('./frame-parts.js'), 'MeMenu');

/** The letters to print, once there is one: most towns send none. */
function LettersLink() {
  const { t } = useTexts();
  const { data } = useQuery(lettersQuery);
  const letters = data?.items ?? [];
  const isOpen = useLocation({ select: ({ pathname }) => pathname === '/letters' });
  if (letters.length === 0 && !data?.blocked.length && !isOpen) return null;
  return (
    <RailLink
      data-tip={t('app.rail.lettersToPrint')}
      wideOnly
      to="/letters"
      icon={IconPrinter}
      label={t('app.rail.letters')}
    >
      <RailCount count={letters.length} label={t('app.rail.lettersWaiting', { count: letters.length })} />
    </RailLink>
  );
}

/** The main navigation: on the left, on a phone at the bottom. Not drawn anew with each case that is opened. */
export const NavigationRail = memo(function NavigationRail() {
  const { t } = useTexts();
  const may = useMay();
  const { agent, permissions } = useSession();
  const { view, search } = landingList({ role: agent.role, permissions });
  const { data: counts } = useQuery({ ...countsQuery, enabled: may('case.read') });
  // Whoever has just opened the search points at it still, and reads the first result beside it.
  const isSearch = useLocation({ select: ({ pathname }) => pathname.startsWith('/search') });
  // Whichever of its lists is open.
  const isInbox = useLocation({ select: ({ pathname }) => pathname.startsWith('/inbox/') });
  const rail = useRef<HTMLElement>(null);
  const quarantined = counts?.quarantine ?? 0;

  return (
    <nav ref={rail} className={classes.rail} aria-label={t('app.rail.label')}>
      <img className={classes.logo} src="/guichet.svg" alt="Guichet" width={28} height={28} />
      {may('case.read') && (
        <>
          <RailLink
            data-tip={t('app.rail.inbox')}
            to="/inbox/$view"
            params={{ view }}
            search={search}
            activeOptions={{ exact: false, includeSearch: false }}
            icon={IconInbox}
            label={t('app.rail.inbox')}
            data-inbox
            data-status={isInbox ? 'active' : undefined}
            aria-current={isInbox ? 'page' : undefined}
          />
          <RailLink
            to="/search"
            icon={IconSearch}
            label={t('app.rail.search')}
            onClick={(event) => {
              // Its own screen has the field already; another one is fetched and drawn later, and what is typed until then is looked for.
              if (!isSearch && isPlainClick(event)) awaitField({ isFirstMeant: true });
            }}
            data-tip={isSearch ? undefined : t('app.rail.search')}
          />
        </>
      )}
      {may('metrics.read') && (
        <RailLink
          data-tip={t('app.dashboards.title')}
          to="/dashboards"
          activeOptions={{ exact: false }}
          icon={IconChartHistogram}
          label={t('app.dashboards.rail')}
        />
      )}
      {may('template.read') && (
        <RailLink
          data-tip={t('app.rail.templates')}
          wideOnly
          to="/templates"
          activeOptions={{ exact: false }}
          icon={IconTemplate}
          label={t('app.rail.templates')}
        />
      )}
      {may('quarantine.read') && (
        <RailLink
          data-tip={t('app.rail.quarantine')}
          wideOnly
          to="/quarantine"
          icon={IconMailQuestion}
          label={t('app.rail.quarantine')}
        >
          <RailCount count={quarantined} label={t('app.rail.quarantined', { count: quarantined })} />
        </RailLink>
      )}
      {may('case.reply') && <LettersLink />}
      {may('case.create') && (
        <EarlyPress standIn={(early) => <RailButton {...early} icon={IconPlus} label={t('app.rail.new')} />}>
          <NewMenu />
        </EarlyPress>
      )}
      <span className={classes.gap} />
      <EarlyPress standIn={(early) => <RailButton {...early} icon={IconBell} label={t('notifications.short')} />}>
        <Bell />
      </EarlyPress>
      <RailLink
        data-tip={t('app.rail.settings')}
        wideOnly
        to="/settings"
        activeOptions={{ exact: false }}
        icon={IconSettings}
        label={t('app.rail.settings')}
      />
      <EarlyPress
        standIn={(early) => (
          <button {...early} type="button" className={classes.me}>
            <span aria-hidden>
              <PersonAvatar name={agent.name} size={30} />
            </span>
            <span className={classes.more}>{t('app.rail.more')}</span>{' '}
            <span className="g-sr">{t('app.rail.me', { name: agent.name })}</span>
          </button>
        )}
      >
        <MeMenu />
      </EarlyPress>
      <Optional>
        <RailTooltip rail={rail} />
      </Optional>
    </nav>
  );
});
