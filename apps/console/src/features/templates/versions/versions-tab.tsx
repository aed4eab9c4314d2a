import type { TemplateVersion } from '@guichet/contracts';
import { EmptyState, ErrorState } from '@guichet/ui';
import { Skeleton } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { VersionComparison } from './version-comparison.js';
import { TemplateTabFrame } from '../template-screen/template-tab-frame.js';
import { useCurrentVersion } from '../template-screen/template-screen-context.js';
import { VersionRow } from './version-row.js';
import classes from './versions-tab.module.css';

/** The last ticked two, the older first. */
const pair = (versions: readonly TemplateVersion[], chosen: readonly string[]) =>
  versions.filter(({ id }) => chosen.includes(id)).toSorted((a, b) => a.created.at.localeCompare(b.created.at)) as [
    TemplateVersion?,
    TemplateVersion?,
  ];

/** The tab with the versions of a template, their authors and approvers, and the comparison of any two. */
export function VersionsTab() {
  const { t } = useTexts();
  const { versions, language, error, retry } = useCurrentVersion();
  const [ticked, setTicked] = useState<readonly string[]>();
  if (error && !versions) return <ErrorState error={error} what={t('templates.versions.failed')} onRetry={retry} />;
  // Newest first, those of the language that is looked at before the others.
  const sorted = versions?.toSorted(
    (a, b) => Number(b.language === language) - Number(a.language === language) || b.number - a.number,
  );
  const own = sorted?.filter((version) => version.language === language) ?? [];
  const chosen = ticked ?? (own.length > 1 ? own.slice(0, 2).map(({ id }) => id) : []);
  const [from, to] = pair(sorted ?? [], chosen);
  const tick = (id: string) =>
    setTicked(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id].slice(-2));

  return (
    <TemplateTabFrame>
      {!sorted ? (
        <Skeleton height={200} />
      ) : sorted.length === 0 ? (
        <EmptyState icon={IconHistory} title={t('templates.versions.none')} />
      ) : (
        <>
          {sorted.length > 1 && <p className={classes.hint}>{t('templates.versions.chooseTwo')}</p>}
          <ul className={classes.rows} aria-label={t('templates.versions.title')}>
            {sorted.map((version) => (
              <VersionRow
                key={version.id}
                version={version}
                chosen={chosen.includes(version.id)}
                onChoose={sorted.length > 1 ? () => tick(version.id) : undefined}
              />
            ))}
          </ul>
          {from && to && <VersionComparison key={`${from.id}-${to.id}`} from={from} to={to} />}
        </>
      )}
    </TemplateTabFrame>
  );
}
