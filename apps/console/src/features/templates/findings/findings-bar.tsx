import { Drawer } from '@mantine/core';
import { IconArrowsDiff, IconChevronUp, IconCircleX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import type { ShownPreview } from '../previews/use-template-preview.js';
import classes from './findings-bar.module.css';
import { goToFindingAfterClosing } from './go-to-finding.js';
import { isFault, TemplateFindings } from './template-findings.js';

/** Where the findings stand far below the text, how many there are stays in sight, and opens them in a sheet. */
export function FindingsBar({ shown: { asked, data } }: { shown: ShownPreview }) {
  const { t } = useTexts();
  const [opened, setOpened] = useState(false);
  const close = () => setOpened(false);
  const findings = data?.findings ?? [];
  const errors = findings.filter(isFault).length;
  const warnings = findings.filter(({ severity }) => severity === 'warning').length;
  const isShown = errors + warnings > 0;
  // A sheet that nothing is left for is shut for good: what is found next must not open it over the text that is being written.
  if (opened && !isShown) close();
  const Glyph = errors > 0 ? IconCircleX : IconArrowsDiff;
  const summary = [
    ...(errors > 0 ? [t('templates.finding.countErrors', { count: errors })] : []),
    ...(warnings > 0 ? [t('templates.finding.countWarnings', { count: warnings })] : []),
  ].join(', ');
  return (
    <>
      {isShown && (
        <div className={classes.bar}>
          <button type="button" aria-haspopup="dialog" aria-expanded={opened} onClick={() => setOpened(true)}>
            <Glyph size={18} stroke={1.75} aria-hidden data-severity={errors > 0 ? 'error' : 'warning'} />
            <span className={classes.counts}>{summary}</span>
            <IconChevronUp size={18} stroke={1.5} aria-hidden />
          </button>
        </div>
      )}
      <Drawer
        opened={opened && isShown}
        onClose={close}
        position="bottom"
        size="80%"
        title={t('templates.finding.title')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
        styles={{ title: { fontWeight: 600 } }}
      >
        <TemplateFindings
          findings={findings}
          content={asked.content}
          language={asked.language}
          onGo={(place) => {
            close();
            goToFindingAfterClosing(place);
          }}
        />
      </Drawer>
    </>
  );
}
