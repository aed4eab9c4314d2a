import { localStorageColorSchemeManager } from '@mantine/core';

/** Light, dark or as the system says. The choice of the account is copied here, so that the next load starts in it. */
export const colorSchemes = localStorageColorSchemeManager({ key: 'guichet.theme' });
