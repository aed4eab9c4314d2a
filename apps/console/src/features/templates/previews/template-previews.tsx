import type { TemplatePreview } from '@guichet/contracts';
import { ErrorState } from '@guichet/ui';
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useRef } from 'react';
import { variablesQuery } from '../../../shared/api/template-queries.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { MandatoryMentions } from '../findings/mandatory-mentions.js';
import { TemplateFindings } from '../findings/template-findings.js';
import { nonGsm7Characters, withGsm7Characters } from './replace-non-gsm7-characters.js';
import { PreviewCard } from './preview-card.js';
import type { ShownPreview } from './use-template-preview.js';
import classes from './template-previews.module.css';
import type { EditableContent } from '../editor/editable-content.js';

interface Props {
  shown: ShownPreview;
  /** Whether it is judged by what the law asks of such a text: a part of others, or one’s own, is not. */
  isOfLaw: boolean;
  /** Undefined: it can only be read. */
  change: ((next: (before: EditableContent) => EditableContent) => void) | undefined;
}

/** Findings and previews of every rendering with example values, updated while the text is edited. */
export function TemplatePreviews({ shown: { asked, data, error, retry }, isOfLaw, change }: Props) {
  const { t } = useTexts();
  const { language } = asked;
  // A wording that cannot be read yet, as it is half typed, has no rendering: what could be read last stays.
  const readable = useRef<TemplatePreview>(undefined);
  if (data && data.renderings.length > 0) readable.current = data;
  const preview = data && (readable.current ?? data);
  const { data: variables = [] } = useQuery(variablesQuery);
  const examples = useMemo(
    () =>
      variables
        .filter(({ name }) => preview?.variables.includes(name))
        .map(({ type, example }) => ({ type, value: example[language] })),
    [variables, preview?.variables, language],
  );
  const forcing = useMemo(() => nonGsm7Characters(asked.content.blocks), [asked.content.blocks]);
  const onPlain =
    change &&
    ((characters: readonly string[]) =>
      change((before) => ({ ...before, blocks: withGsm7Characters(before.blocks, characters) })));

  return (
    <>
      {data && <TemplateFindings findings={data.findings} content={asked.content} language={language} />}
      {data && isOfLaw && <MandatoryMentions mentions={data.mentions} />}
      <header className={classes.head}>
        <h2>{t('templates.preview.title')}</h2>
        <p>{t('templates.preview.hint')}</p>
      </header>
      {error && !preview ? (
        <ErrorState error={error} what={t('templates.preview.failed')} onRetry={retry} />
      ) : (
        <div className={classes.cards}>
          {preview
            ? preview.renderings.map((rendering) => (
                <PreviewCard
                  key={rendering.name}
                  rendering={rendering}
                  examples={examples}
                  asked={asked}
                  forcing={forcing}
                  onPlain={onPlain}
                />
              ))
            : Array.from({ length: 6 }, (_, index) => <Skeleton key={index} height={220} />)}
        </div>
      )}
    </>
  );
}
