import { CatchBoundary, lazyRouteComponent } from '@tanstack/react-router';
import { createElement, lazy, Suspense, useState, type ComponentType, type ReactNode } from 'react';
import { importWithRetry } from '../api/import-with-retry.js';
import { loadLaterTexts } from '../i18n/index.js';
import { firstScreen, firstScreenIsShown } from './wait-for-first-screen.js';

type PropsOf<Part> = Part extends ComponentType<infer Props extends object> ? Props : never;

/**
 * A part of a screen that is fetched once the first screen is painted, and with it the texts that no list of cases needs. Where that
 * fails for good, it throws as it is drawn; drawn again, it is fetched again. It can be preloaded: then it is drawn at once, where
 * React would let what was waited for appear no sooner than 300 ms later.
 */
export function lazyPart<Module extends object, Name extends keyof Module & string>(
  load: () => Promise<Module>,
  name: Name,
): ComponentType<PropsOf<Module[Name]>> & { preload: () => Promise<unknown> } {
  type Props = PropsOf<Module[Name]>;
  let loaded: ComponentType<Props> | undefined;
  const preload = async () => {
    await firstScreen;
    const [module] = await Promise.all([importWithRetry(load), loadLaterTexts()]);
    loaded = module[name] as ComponentType<Props>;
    return { default: loaded };
  };
  const fetched = () =>
    lazy(() =>
      preload().catch((error: unknown) => {
        // React would keep the failure of this one.
        Part = fetched();
        throw error;
      }),
    );
  let Part = fetched();
  function LazyPart(props: Props) {
    // The same one as long as it is in the page: another would forget what is written in it.
    const [Shown] = useState(() => (loaded ?? Part) as ComponentType<Props>);
    return createElement(Shown, props);
  }
  return Object.assign(LazyPart, { preload });
}

/** A part without which every screen is whole: where it cannot be fetched, or fails, there is nothing in its place. */
export const Optional = ({ children }: { children: ReactNode }) => (
  <CatchBoundary getResetKey={() => 'optional'} errorComponent={() => null}>
    <Suspense>{children}</Suspense>
  </CatchBoundary>
);

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
