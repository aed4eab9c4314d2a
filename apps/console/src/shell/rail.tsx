import { Keys, PersonMark } from '@guichet/ui';
import { Menu, Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import {
  IconCommand,
  IconInbox,
  IconKeyboard,
  IconLogout,
  IconMailQuestion,
  IconPencilPlus,
  IconPhonePlus,
  IconPlus,
  IconSearch,
  IconSettings,
  IconUser,
  type Icon,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { remove } from '../api/client.js';
import { countsQuery } from '../api/queries.js';
import { useMay, useSession } from '../session/use-session.js';
import { overlay } from './overlay.js';
import classes from './rail.module.css';
import { press, shortcuts } from './shortcuts.js';

const Item = ({ icon: Glyph, label, children }: { icon: Icon; label: string; children?: ReactNode }) => (
  <>
    <Glyph size={21} stroke={1.5} aria-hidden />
    <span className={classes.label}>{label}</span>
    {children}
  </>
);

export async function signOut() {
  await remove('/session').catch(() => {});
  // A full load: nothing of one agent may stay in the memory of the next.
  window.location.assign('/sign-in');
}

export function Rail() {
  const { t } = useTranslation();
  const may = useMay();
  const { agent } = useSession();
  const { data: counts } = useQuery(countsQuery);
  const held = counts?.holdingPen ?? 0;

  return (
    <nav className={classes.rail} aria-label={t('rail.label')}>
      <img className={classes.logo} src="/guichet.svg" alt="Guichet" width={28} height={28} />
      <Tooltip label={t('rail.inbox')} position="right">
        <Link
          className={classes.item}
          to="/inbox/$view"
          params={{ view: 'all' }}
          activeOptions={{ exact: false }}
          data-inbox
        >
          <Item icon={IconInbox} label={t('rail.inbox')} />
        </Link>
      </Tooltip>
      <Tooltip label={t('rail.search')} position="right">
        <Link className={classes.item} to="/search">
          <Item icon={IconSearch} label={t('rail.search')} />
        </Link>
      </Tooltip>
      {may('holding-pen.read') && (
        <Tooltip label={t('rail.holdingPen')} position="right">
          <Link className={classes.item} to="/holding-pen">
            <Item icon={IconMailQuestion} label={t('rail.pen')}>
              {held > 0 && (
                <span className={classes.count}>
                  <span className="g-sr">{t('rail.held', { count: held })}</span>
                  <span aria-hidden>{held > 99 ? '99+' : held}</span>
                </span>
              )}
            </Item>
          </Link>
        </Tooltip>
      )}
      <Menu position="right-start" width={270}>
        <Menu.Target>
          <button type="button" className={classes.item} title={t('rail.new')}>
            <Item icon={IconPlus} label={t('rail.new')} />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconPencilPlus size={16} stroke={1.5} />}
            onClick={() => overlay({ kind: 'new-case' })}
          >
            {t('rail.newCase')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconPhonePlus size={16} stroke={1.5} />}
            rightSection={<Keys keys={['C']} />}
            onClick={() => press('contact')}
            aria-keyshortcuts={shortcuts.contact.keys[0]}
          >
            {t('rail.contact')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <span className={classes.gap} />
      <Tooltip label={t('rail.settings')} position="right">
        <Link className={classes.item} to="/settings" activeOptions={{ exact: false }}>
          <Item icon={IconSettings} label={t('rail.settings')} />
        </Link>
      </Tooltip>
      <Menu position="right-end" width={240}>
        <Menu.Target>
          <button type="button" className={classes.me} aria-label={t('rail.me', { name: agent.name })}>
            <PersonMark name={agent.name} size={30} />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            {agent.name}
            <br />
            {agent.email}
          </Menu.Label>
          <Menu.Item component={Link} to="/settings/account" leftSection={<IconUser size={16} stroke={1.5} />}>
            {t('settings.account')}
          </Menu.Item>
          <Menu.Item leftSection={<IconCommand size={16} stroke={1.5} />} onClick={() => overlay({ kind: 'palette' })}>
            {t('palette.open')}
          </Menu.Item>
          <Menu.Item leftSection={<IconKeyboard size={16} stroke={1.5} />} onClick={() => overlay({ kind: 'sheet' })}>
            {t('sheet.title')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item leftSection={<IconLogout size={16} stroke={1.5} />} onClick={() => void signOut()}>
            {t('rail.signOut')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </nav>
  );
}
