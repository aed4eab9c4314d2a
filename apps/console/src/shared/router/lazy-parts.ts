import { lazyRouteComponent } from '@tanstack/react-router';
import { lazy, type ComponentType } from 'react';
import { importWithRetry } from '../api/import-with-retry.js';
import { loadLaterTexts } from '../i18n/index.js';
import { firstScreen, firstScreenIsShown } from './first-screen.js';

/** A part of a screen that is fetched once the first screen is painted, and with it the texts that no list of cases needs. */
export const lazyPart = <Props, Name extends string>(
  load: () => Promise<Record<Name, ComponentType<Props>>>,
  name: Name,
) =>
  lazy(async () => {
    await firstScreen;
    const [module] = await Promise.all([importWithRetry(load), loadLaterTexts()]);
    return { default: module[name] };
  });

/** The screen of a route, which is fetched when somebody goes there, together with the texts that no list of cases needs. */
export const lazyScreen = <Module extends Record<string, unknown>, Name extends keyof Module & string>(
  load: () => Promise<Module>,
  name: Name,
) =>
  lazyRouteComponent(async () => {
    const [module] = await Promise.all([load(), loadLaterTexts()]);
    firstScreenIsShown();
    return module;
  }, name);
