import { createContext } from 'react';

export const atOnce = (go: () => void): void => go();

/** Goes a way out of the form around it once nobody loses anything by it. Where there is no form, it goes at once. */
export const LeavingForm = createContext(atOnce);
