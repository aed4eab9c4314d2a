import { IconChevronDown } from '@tabler/icons-react';
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { useEffect, useId, useRef, useState } from 'react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { cedeToastRoom } from '../../../shared/layout/cede-toast-room.js';
import { useScrollRestoration } from './use-scroll-restoration.js';
import { useSettingsPages } from './use-settings-pages.js';
import classes from './settings-layout.module.css';

export function SettingsLayout() {
  const page = useScrollRestoration();
  return (
    <div ref={cedeToastRoom} className={classes.settings} data-toasts-float>
      <SettingsPages />
      <main ref={page.ref} id="main" className={classes.page} tabIndex={-1} onScroll={page.note}>
        <Outlet />
      </main>
    </div>
  );
}

/** The pages in a column. Where there is no room for one, the open page is named, and a press on its name shows the others. */
function SettingsPages() {
  const { t } = useTexts();
  const nav = useRef<HTMLElement>(null);
  const list = useId();
  const { pathname } = useLocation();
  const [isOpen, setOpen] = useState(false);
  const pages = useSettingsPages();
  const current = pages.find(({ to }) => pathname === to || pathname.startsWith(`${to}/`));
  useEffect(() => {
    setOpen(false);
    nav.current?.querySelector('[data-status=active]')?.scrollIntoView({ block: 'nearest' });
  }, [pathname]);
  useEffect(() => {
    if (!isOpen) return;
    nav.current?.querySelector('[data-status=active]')?.scrollIntoView({ block: 'nearest' });
    const onPress = ({ target }: PointerEvent) => !nav.current?.contains(target as Node) && setOpen(false);
    document.addEventListener('pointerdown', onPress);
    return () => document.removeEventListener('pointerdown', onPress);
  }, [isOpen]);
  const Current = current?.icon;
  // What is hidden loses the focus; where there is room for the column, the button cannot have it.
  const close = () => {
    setOpen(false);
    nav.current?.querySelector('button')?.focus();
  };
  return (
    <nav
      ref={nav}
      className={classes.nav}
      data-open={isOpen || undefined}
      aria-label={t('settings.title')}
      onKeyDown={(event) => {
        if (!isOpen || event.key !== 'Escape') return;
        event.preventDefault();
        close();
      }}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (relatedTarget && !currentTarget.contains(relatedTarget)) setOpen(false);
      }}
    >
      <p className={classes.title}>{t('settings.title')}</p>
      <button
        type="button"
        className={classes.toggle}
        aria-expanded={isOpen}
        aria-controls={list}
        onClick={() => setOpen((was) => !was)}
      >
        {Current && <Current size={17} stroke={1.5} aria-hidden />}
        <span>
          <span className="g-sr">{t('settings.page')} </span>
          {current?.label ?? t('settings.title')}
        </span>
        <IconChevronDown size={17} stroke={1.75} aria-hidden className={classes.chevron} />
      </button>
      <div id={list} className={classes.list}>
        {pages.map(({ to, label, icon: Glyph }) => (
          <Link key={to} to={to} className={classes.link} onClick={close}>
            <Glyph size={17} stroke={1.5} aria-hidden />
            {label}
          </Link>
        ))}
      </div>
    </nav>
  );
}
