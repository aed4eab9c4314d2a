import type { Provenance } from '@guichet/contracts';
import { Popover } from '@mantine/core';
import { IconTemplate } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { diffWords } from 'diff';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { variablesQuery } from '../../../shared/api/template-queries.js';
import { shownLanguage } from '../../../shared/i18n/shown-language.js';
import { variableLabel } from '../../../shared/i18n/variable-label.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTemplateNames } from '../../../shared/i18n/use-template-names.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useLateOverlay } from '../../../shared/layout/use-late-overlay.js';
import classes from './used-template-line.module.css';

/** What was there, struck through, and what stands there now. */
function Changed({ before, after }: { before: string; after: string }) {
  const pieces = useMemo(() => diffWords(before, after), [before, after]);
  return (
    <p className={classes.text} dir="auto">
      {pieces.map(({ value, added, removed }, index) =>
        added ? <ins key={index}>{value}</ins> : removed ? <del key={index}>{value}</del> : value,
      )}
    </p>
  );
}

/** What the agent had filled in, by the names that people give to it. */
function FilledIn({ provenance }: { provenance: Provenance }) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const { data: variables = [] } = useQuery(variablesQuery);
  const language = shownLanguage(i18n);
  const filledIn = variables.filter(
    ({ name, source }) => (source === 'agent' || provenance.filled.includes(name)) && provenance.values[name]?.trim(),
  );
  if (filledIn.length === 0) return null;
  return (
    <section>
      <h4>{t('composer.template.values')}</h4>
      <dl className={classes.values}>
        {filledIn.map(({ name, type, ...called }) => (
          <div key={name}>
            <dt>{variableLabel(called, language)}</dt>
            <dd dir="auto">
              {type === 'flag'
                ? t('composer.template.yes')
                : type === 'date'
                  ? formats.date(provenance.values[name]!)
                  : provenance.values[name]}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** A line that names the template from which a reply was made. Of an agent's own text, which is for nobody else, it says no more than that. */
export function UsedTemplateLine({ provenance }: { provenance: Provenance }) {
  const { t } = useTexts();
  if (provenance.scope !== 'mine') return <ApprovedTemplateLine provenance={provenance} />;
  return (
    <span className={classes.own}>
      <IconTemplate size={14} stroke={1.5} aria-hidden />
      {t('composer.template.usedOwn')}
    </span>
  );
}

/** What the agent changed of a template, and what they filled in. */
function Used({
  provenance,
  changes,
  added,
  same,
}: Pick<ReturnType<typeof changesOf>, 'changes' | 'added' | 'same'> & { provenance: Provenance }) {
  const { t } = useTexts();
  const formats = useFormats();
  const { titleOf } = useTemplateNames();
  return (
    <>
      <h3>{t('composer.template.usedTitle')}</h3>
      {same && <p className={classes.quiet}>{t('composer.template.usedUnchanged')}</p>}
      {changes.map(({ block, fate, before, after }) => (
        <section key={block}>
          <h4>{t(fate === 'deleted' ? 'composer.template.leftOut' : 'composer.template.changed')}</h4>
          <Changed before={before} after={after} />
        </section>
      ))}
      {added && (
        <section>
          <h4>{t('composer.template.added')}</h4>
          <Changed before="" after={added} />
        </section>
      )}
      {provenance.blocks && (
        <p className={classes.quiet}>
          {t('composer.template.usedBlocks', {
            blocks: formats.list(provenance.blocks.map((block) => `${titleOf(block)} v${block.number}`)),
          })}
        </p>
      )}
      <FilledIn provenance={provenance} />
    </>
  );
}

function changesOf({ edits, added: text, verbatim }: Provenance) {
  const changes = edits.filter(({ fate }) => fate !== 'kept');
  const added = text.trim();
  const count = changes.length + (added ? 1 : 0);
  return { changes, added, count, same: verbatim || count === 0 };
}

/** It opens to show what the agent changed. */
function ApprovedTemplateLine({ provenance }: { provenance: Provenance }) {
  const { t } = useTexts();
  const { titleOf } = useTemplateNames();
  const { button, overlay } = useLateOverlay('dialog');
  const { count, ...made } = changesOf(provenance);
  const line = t('composer.template.usedLine', {
    title: titleOf(provenance),
    number: provenance.number,
    how: made.same ? t('composer.template.unchanged') : t('composer.template.changes', { count }),
  });
  return (
    <>
      <button type="button" className={classes.line} {...button}>
        <IconTemplate size={14} stroke={1.5} aria-hidden />
        {line}
      </button>
      {overlay && (
        <Popover {...overlay.props} position="top-start" width="min(460px, calc(100vw - 24px))" trapFocus returnFocus>
          <Popover.Target>{overlay.target}</Popover.Target>
          <Popover.Dropdown
            className={classes.dropdown}
            aria-label={t('composer.template.usedTitle')}
            tabIndex={-1}
            data-autofocus
          >
            <Used provenance={provenance} {...made} />
          </Popover.Dropdown>
        </Popover>
      )}
    </>
  );
}
