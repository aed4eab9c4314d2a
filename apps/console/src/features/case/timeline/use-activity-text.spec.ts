import type { ActivityEntry } from '@guichet/contracts';
import { QueryClientProvider } from '@tanstack/react-query';
import i18next from 'i18next';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { initReactI18next } from 'react-i18next';
import texts from '../../../i18n/fr/case.json' with { type: 'json' };
import { queryClient } from '../../../shared/api/query-client.js';
import { channelKindsQuery, sessionQuery } from '../../../shared/api/queries.js';
import { useActivityText } from './use-activity-text.js';

beforeAll(async () => {
  const resources = { fr: { translation: { case: texts } } };
  await i18next.use(initReactI18next).init({ lng: 'fr', resources, interpolation: { escapeValue: false } });
  queryClient.setQueryData(channelKindsQuery('fr').queryKey, []);
  queryClient.setQueryData(sessionQuery.queryKey, { agent: { id: 'ana' } } as never);
});

const said = (entry: Pick<ActivityEntry, 'actor' | 'activity'>): string => {
  const Line = () => createElement('p', null, useActivityText()({ ...entry, caseId: 'one' } as ActivityEntry));
  const inPage = createElement(QueryClientProvider, { client: queryClient }, createElement(Line));
  return renderToStaticMarkup(inPage).replace(/<\/?p>/g, '');
};

it('names the number by which a message was edited or deleted where it is not certain whose it is', () => {
  const actor = { kind: 'system', name: '+33639980001' } as const;
  const about = { entryId: 'message', reportedAt: null };
  expect(said({ actor, activity: { type: 'edited', text: 'Mardi', ...about } })).toMatch(/par \+?[\d\s]+ : Mardi$/);
  expect(said({ actor, activity: { type: 'deleted', ...about } })).toMatch(/par \+?[\d\s]+$/);
});
