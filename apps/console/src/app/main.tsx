import '@fontsource-variable/inter/index.css';
// In a layer of its own: our styles come over it in whatever order the sheets of later parts arrive.
import '@mantine/core/styles.layer.css';
import '@guichet/ui/tokens.css';
import { cssVariables, theme } from '@guichet/ui';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { sessionQuery } from '../shared/api/queries.js';
import { browserLanguage, setLanguage } from '../shared/i18n/index.js';
import { queryClient } from '../shared/api/query-client.js';
import { FetchedChannelIcons } from './fetched-channel-icons.js';
import { LazyStepUpDialog } from '../features/auth/index.js';
import { UiKitTranslations } from './ui-kit-translations.js';
import { router } from './router.js';
import { endWaiting } from '../shared/router/wait-for-first-screen.js';
import { lazyPart, Optional } from '../shared/router/lazy-parts.js';
import { colorSchemes, paintScheme } from '../shared/session/color-scheme.js';

const Toasts = lazyPart(() => import('./toasts.js'), 'Toasts');

paintScheme();

// The language of the session, where there is one, so that no word is painted twice.
const session = await queryClient.fetchQuery(sessionQuery).catch(() => undefined);
if (session) colorSchemes.set(session.agent.theme);
await setLanguage(session?.agent.language ?? browserLanguage());

const root = document.getElementById('root')!;
endWaiting(root);
createRoot(root).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      colorSchemeManager={colorSchemes}
    >
      <Optional>
        <Toasts />
      </Optional>
      <QueryClientProvider client={queryClient}>
        <UiKitTranslations>
          <FetchedChannelIcons>
            <RouterProvider router={router} />
            <LazyStepUpDialog />
          </FetchedChannelIcons>
        </UiKitTranslations>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
