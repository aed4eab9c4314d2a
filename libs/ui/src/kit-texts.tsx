import { createContext, useContext, type ReactNode } from 'react';

/** What the kit has to know of an error in order to show it. */
export interface ErrorDescription {
  kind: 'not-permitted' | 'not-found' | 'offline' | 'other';
  /** What happened and what to do, as a sentence. */
  text: string;
}

/** The words of the kit in the language of the reader, and how an error is put into words. */
export interface KitTexts {
  cancel: string;
  close: string;
  save: string;
  retry: string;
  clearSearch: string;
  sortBy: (column: string) => string;
  showSecret: string;
  combobox: {
    create: (text: string) => string;
    createByEnter: string;
    noMatch: string;
    typeToSearch: string;
    searching: string;
  };
  saveBar: { label: string; unsaved: string; discard: string };
  leave: { title: string; text: string; leave: string; stay: string };
  /** Of a form in which something would be lost. */
  closing: { loses: string; anyway: string };
  conflict: { title: string; text: string; takeTheirs: string; keepMine: string };
  error: {
    failed: string;
    notPermitted: string;
    notPermittedText: string;
    notFound: string;
    notFoundText: string;
  };
  schema: {
    advanced: (group: string) => string;
    item: (title: string, number: number) => string;
    add: string;
    addTo: (title: string) => string;
    remove: string;
    removeItem: (title: string, number: number) => string;
  };
  describeError: (error: unknown) => ErrorDescription;
}

const Context = createContext<KitTexts | undefined>(undefined);

/** Gives the components of the kit their words. The kit itself translates nothing. */
export const KitTextsProvider = ({ texts, children }: { texts: KitTexts; children: ReactNode }) => (
  <Context.Provider value={texts}>{children}</Context.Provider>
);

/** @throws Error when no `KitTextsProvider` stands above the component. */
export function useKitTexts(): KitTexts {
  const texts = useContext(Context);
  if (!texts) throw new Error('A component of @guichet/ui is used outside KitTextsProvider.');
  return texts;
}
