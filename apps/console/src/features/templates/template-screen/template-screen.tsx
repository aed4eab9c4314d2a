import type { TemplateSummary } from '@guichet/contracts';
import { ErrorState, Tabs } from '@guichet/ui';
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useParams, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo, useRef, useState, type ReactNode } from 'react';
import { cedeToastRoom } from '../../../shared/layout/cede-toast-room.js';
import { templateQuery } from '../../../shared/api/template-queries.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { TemplateHead } from './template-head.js';
import classes from './template-screen.module.css';
import { languageToOpen } from '../variant-states-and-current-version.js';
import { FlushContext, OpenedLanguage, ShownTextProvider, type Flush } from './template-screen-context.js';

const pages = [
  { to: '/templates/$templateId', name: 'text' },
  { to: '/templates/$templateId/versions', name: 'versions' },
  { to: '/templates/$templateId/use', name: 'use' },
  { to: '/templates/$templateId/consistency', name: 'consistency' },
] as const;

/** The screen of one template with its tabs: text, versions, usage and consistency. */
export function TemplateScreen() {
  const { t } = useTexts();
  const { templateId = '' } = useParams({ strict: false });
  const { language, days } = useSearch({ strict: false });
  const { data, error, refetch } = useQuery(templateQuery(templateId));
  const flush = useRef<Flush>(undefined);
  return (
    <main ref={cedeToastRoom} id="main" className={classes.screen} tabIndex={-1}>
      {error && !data ? (
        <ErrorState error={error} what={t('templates.one.failed')} onRetry={() => void refetch()} />
      ) : !data ? (
        <div className={classes.head} aria-busy>
          <Skeleton height={30} width={320} mb={12} />
          <Skeleton height={18} width={220} />
        </div>
      ) : (
        <OpenedTemplate key={templateId} template={data}>
          <FlushContext value={flush}>
            <TemplateHead />
            <Tabs className={classes.tabs} aria-label={t('templates.one.pages')}>
              {pages.map(({ to, name }) => (
                <Link
                  key={name}
                  to={to}
                  params={{ templateId }}
                  search={{ language, days }}
                  activeOptions={{ exact: true, includeSearch: false }}
                >
                  {t(`templates.one.page.${name}`)}
                </Link>
              ))}
            </Tabs>
            <Outlet />
          </FlushContext>
        </OpenedTemplate>
      )}
    </main>
  );
}

/** Keeps how a template was opened, and which of its texts have been shown. */
function OpenedTemplate({ template, children }: { template: TemplateSummary; children: ReactNode }) {
  const [language] = useState(() => languageToOpen(template));
  const [versions, setVersions] = useState<ReadonlySet<string>>(() => new Set());
  const show = useCallback(
    (version: string) => setVersions((all) => (all.has(version) ? all : new Set([...all, version]))),
    [],
  );
  const shown = useMemo(() => ({ versions, show }), [versions, show]);
  return (
    <OpenedLanguage value={language}>
      <ShownTextProvider value={shown}>{children}</ShownTextProvider>
    </OpenedLanguage>
  );
}
