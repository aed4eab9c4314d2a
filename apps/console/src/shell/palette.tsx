import '@mantine/spotlight/styles.css';
import type { CaseView } from '@guichet/contracts';
import { Keys, Marked, StatusMark } from '@guichet/ui';
import { ModalTitle, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { createSpotlight, Spotlight } from '@mantine/spotlight';
import {
  IconArrowRight,
  IconBolt,
  IconMoon,
  IconPencilPlus,
  IconPhonePlus,
  IconSearch,
  IconSettings,
  type Icon,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { caseQuery, searchQuery } from '../api/queries.js';
import { overlay } from './overlay.js';
import classes from './palette.module.css';
import { signOut } from './rail.js';
import { press, shortcuts, type Shortcut } from './shortcuts.js';
import { useMay } from '../session/use-session.js';
import { named } from '../i18n/named.js';

interface Act {
  id: string;
  group: string;
  label: string;
  icon: Icon;
  keys?: readonly string[];
  run: () => void;
}

const recentKey = 'guichet.palette';
const recent = (): string[] => {
  try {
    return JSON.parse(localStorage.getItem(recentKey) ?? '[]') as string[];
  } catch {
    return [];
  }
};
const use = (id: string) =>
  localStorage.setItem(recentKey, JSON.stringify([id, ...recent().filter((one) => one !== id)].slice(0, 20)));
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

const [store, spotlight] = createSpotlight();
const views: readonly CaseView[] = ['mine', 'unassigned', 'team', 'all'];
const caseActs: readonly Shortcut[] = ['reply', 'note', 'close', 'snooze', 'mine', 'assign', 'tag', 'merge'];

/** Every act and every case, from the keyboard. What was used last comes first. */
export function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const may = useMay();
  const { caseId } = useParams({ strict: false });
  const scheme = useComputedColorScheme('light');
  const { setColorScheme } = useMantineColorScheme();
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), 150);
  const { data: open } = useQuery({ ...caseQuery(caseId ?? ''), enabled: caseId !== undefined });
  const takesWords = open?.data.mergedInto === null;
  const { data: found } = useQuery(searchQuery(asked));
  useEffect(() => spotlight.open(), []);

  const acts = useMemo<Act[]>(() => {
    const pages = ['account', ...(may('channel.manage') ? ['channels', 'agents', 'teams'] : [])] as const;
    return [
      ...(takesWords ? caseActs : []).map((name) => ({
        id: name,
        group: t('palette.case'),
        label: t(`shortcut.${name}`),
        icon: IconBolt,
        keys: shortcuts[name].keys,
        run: () => void press(name),
      })),
      ...views.map((view) => ({
        id: `view-${view}`,
        group: t('palette.go'),
        label: t(`inbox.viewLong.${view}`),
        icon: IconArrowRight,
        run: () => void navigate({ to: '/inbox/$view', params: { view } }),
      })),
      {
        id: 'search',
        group: t('palette.go'),
        label: t('shortcut.search'),
        icon: IconSearch,
        keys: ['/'],
        run: () => void navigate({ to: '/search' }),
      },
      ...(may('holding-pen.read')
        ? [
            {
              id: 'pen',
              group: t('palette.go'),
              label: t('rail.holdingPen'),
              icon: IconArrowRight,
              run: () => void navigate({ to: '/holding-pen' }),
            },
          ]
        : []),
      ...pages.map((page) => ({
        id: page,
        group: t('palette.go'),
        label: t(`settings.${page as 'account'}`),
        icon: IconSettings,
        run: () => void navigate({ to: `/settings/${page as 'account'}` }),
      })),
      {
        id: 'new',
        group: t('palette.do'),
        label: t('rail.newCase'),
        icon: IconPencilPlus,
        run: () => overlay({ kind: 'new-case' }),
      },
      {
        id: 'contact',
        group: t('palette.do'),
        label: t('shortcut.contact'),
        icon: IconPhonePlus,
        keys: shortcuts.contact.keys,
        run: () => void press('contact'),
      },
      {
        id: 'theme',
        group: t('palette.do'),
        label: t(scheme === 'dark' ? 'palette.light' : 'palette.dark'),
        icon: IconMoon,
        run: () => setColorScheme(scheme === 'dark' ? 'light' : 'dark'),
      },
      {
        id: 'sheet',
        group: t('palette.do'),
        label: t('sheet.title'),
        icon: IconBolt,
        keys: ['?'],
        run: () => overlay({ kind: 'sheet' }),
      },
      { id: 'out', group: t('palette.do'), label: t('rail.signOut'), icon: IconBolt, run: () => void signOut() },
    ];
  }, [takesWords, may, navigate, scheme, setColorScheme, t]);

  const wanted = plain(text.trim());
  const order = recent();
  const rank = (id: string) => (order.indexOf(id) + order.length + 1) % (order.length + 1);
  const shown = acts.filter((act) => plain(act.label).includes(wanted));
  const lately = wanted
    ? []
    : shown
        .filter((act) => order.includes(act.id))
        .toSorted((a, b) => rank(a.id) - rank(b.id))
        .slice(0, 4);
  const groups = [...new Set(shown.map((act) => act.group))];

  // Something else may open in place of the palette: close first, then act.
  const run = (act: Act) => {
    use(act.id);
    onClose();
    setTimeout(act.run);
  };
  const action = (act: Act, prefix = ''): ReactNode => (
    <Spotlight.Action
      key={prefix + act.id}
      onClick={() => run(act)}
      leftSection={<act.icon size={17} stroke={1.5} />}
      rightSection={
        act.keys && <Keys keys={act.keys.slice(0, 1).map((key) => (key === 'A' ? '⇧ A' : key.toUpperCase()))} />
      }
      label={act.label}
    />
  );

  return (
    <Spotlight.Root
      store={store}
      query={text}
      onQueryChange={setText}
      onSpotlightClose={onClose}
      shortcut={null}
      scrollable
      maxHeight={420}
      size={600}
      centered={false}
      yOffset="14vh"
      overlayProps={{ backgroundOpacity: 0.35, blur: 0 }}
    >
      <ModalTitle className="g-sr">{t('palette.open')}</ModalTitle>
      <Spotlight.Search
        placeholder={t('palette.placeholder')}
        aria-label={t('palette.placeholder')}
        leftSection={<IconSearch size={18} stroke={1.5} />}
      />
      <Spotlight.ActionsList>
        {lately.length > 0 && (
          <Spotlight.ActionsGroup label={t('palette.recent')}>
            {lately.map((act) => action(act, 'recent-'))}
          </Spotlight.ActionsGroup>
        )}
        {found && wanted && found.items.length > 0 && (
          <Spotlight.ActionsGroup label={t('palette.cases')}>
            {found.items.slice(0, 8).map((hit) => (
              <Spotlight.Action
                key={`${hit.case.id}-${hit.position}`}
                onClick={() => {
                  onClose();
                  void navigate({
                    to: '/inbox/$view/$caseId',
                    params: { view: 'all', caseId: hit.case.id },
                    search: { at: hit.position ?? undefined },
                  });
                }}
              >
                <span className={classes.case}>
                  <StatusMark bare status={hit.case.status} label={t(`status.${hit.case.status}`)} />
                  <span className={classes.words}>
                    <bdi className={classes.subject}>{hit.case.subject || t('noSubject')}</bdi>
                    <bdi className={classes.snippet}>
                      {named(hit.case.citizen?.name)} · <Marked pieces={hit.snippet} />
                    </bdi>
                  </span>
                  <span className={classes.reference}>{hit.case.reference}</span>
                </span>
              </Spotlight.Action>
            ))}
          </Spotlight.ActionsGroup>
        )}
        {groups.map((group) => (
          <Spotlight.ActionsGroup key={group} label={group}>
            {shown.filter((act) => act.group === group).map((act) => action(act))}
          </Spotlight.ActionsGroup>
        ))}
        {shown.length === 0 && !found?.items.length && <Spotlight.Empty>{t('palette.none')}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
