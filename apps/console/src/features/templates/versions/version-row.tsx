import type { TemplateVersion } from '@guichet/contracts';
import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useAboutText } from '../findings/use-finding-text.js';
import { VariantStateMark } from '../variant-state-mark.js';
import classes from './versions-tab.module.css';

interface Props {
  version: TemplateVersion;
  chosen: boolean;
  onChoose: (() => void) | undefined;
}

export function VersionRow({ version, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const formats = useFormats();
  const aboutOf = useAboutText();
  const language = t(`templates.language.${version.language}`);
  const steps = (['created', 'submitted', 'approved', 'withdrawn'] as const).flatMap((name) => {
    const step = version[name];
    return step ? [{ name, step }] : [];
  });
  return (
    <li className={classes.row} data-chosen={(onChoose && chosen) || undefined}>
      {onChoose && (
        <Checkbox
          className={classes.tick}
          aria-label={t('templates.versions.choose', { number: version.number, language })}
          checked={chosen}
          onChange={onChoose}
        />
      )}
      <div className={classes.what}>
        <p className={classes.name}>
          <span>
            {language}, {t('templates.version', { number: version.number })}
          </span>
          <VariantStateMark standing={version.state} />
          {version.sourceNumber !== null && (
            <span className={classes.quiet}>
              {t('templates.versions.translates', { number: version.sourceNumber })}
            </span>
          )}
        </p>
        <p className={classes.steps}>
          {steps.map(({ name, step }) => (
            <time key={name} dateTime={step.at} title={formats.full(step.at)}>
              {t(`templates.versions.${name}`, { by: step.by, at: formats.dateTime(step.at) })}
            </time>
          ))}
        </p>
        {version.confirmed.length > 0 && (
          <p className={classes.steps}>
            {t('templates.versions.confirmed', {
              about: formats.list([...new Set(version.confirmed.map(({ about }) => aboutOf(about)))]),
            })}
          </p>
        )}
        {version.remark && (
          <p className={classes.remark}>
            <bdi>{version.remark}</bdi>
          </p>
        )}
      </div>
    </li>
  );
}
