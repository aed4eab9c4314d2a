import { localStorageColorSchemeManager } from '@mantine/core';

/** Light, dark or as the system says. The choice of the account is copied here, so that the next load starts in it. */
export const colorSchemes = localStorageColorSchemeManager({ key: 'guichet.theme' });

/** Before React: an inline script would do it sooner, but the security policy allows none. */
export function paintScheme() {
  const chosen = colorSchemes.get('auto');
  const dark = chosen === 'auto' ? window.matchMedia('(prefers-color-scheme: dark)').matches : chosen === 'dark';
  document.documentElement.dataset['mantineColorScheme'] = dark ? 'dark' : 'light';
}
