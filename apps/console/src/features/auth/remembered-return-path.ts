import { returnPath } from '@guichet/contracts';

const KEY = 'guichet.sign-in.to';

/** Keeps, in this tab, where to go after signing in at a provider and a second step here. */
export const rememberReturnPath = (path: string): void => sessionStorage.setItem(KEY, path);

export const rememberedReturnPath = (): string => returnPath(sessionStorage.getItem(KEY) ?? undefined) ?? '/';
