import type { TemplateVersion } from '@guichet/contracts';
import { Checkbox } from '@mantine/core';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useConfirmedMeaningText } from '../findings/use-confirmed-meaning-text.js';
import { VariantStateMark } from '../variant-state-mark.js';
import { reasonAlone, versionHistory } from './version-history.js';
import classes from './versions-tab.module.css';

interface Props {
  version: TemplateVersion;
  chosen: boolean;
  onChoose: (() => void) | undefined;
}

export function VersionRow({ version, chosen, onChoose }: Props) {
  const { t } = useTexts();
  const language = t(`templates.language.${version.language}`);
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
          <VariantStateMark standing={version.state} isOwn={version.submitted === null} />
          {version.sourceNumber !== null && (
            <span className={classes.quiet}>
              {t('templates.versions.translates', { number: version.sourceNumber })}
            </span>
          )}
        </p>
        <History version={version} />
        <Confirmed confirmed={version.confirmed} />
      </div>
    </li>
  );
}

/** What the approver has answered for, with the words in question. */
function Confirmed({ confirmed }: Pick<TemplateVersion, 'confirmed'>) {
  const { t } = useTexts();
  const textOf = useConfirmedMeaningText();
  if (confirmed.length === 0) return null;
  return (
    <>
      <p className={classes.steps}>{t('templates.versions.confirmed')}</p>
      <ul className={classes.confirmed}>
        {confirmed.map((one, index) => (
          <li key={index}>{textOf(one)}</li>
        ))}
      </ul>
    </>
  );
}

/** What was done with a version; below each other where it was sent back, with the reason. */
function History({ version }: { version: TemplateVersion }) {
  const { t } = useTexts();
  const formats = useFormats();
  const reason = reasonAlone(version);
  return (
    <ol className={classes.steps} data-long={version.returns.length > 0 || reason !== null || undefined}>
      {versionHistory(version).map(({ name, at, by, remark }) => (
        <li key={`${name}-${at}`}>
          <time dateTime={at} title={formats.full(at)}>
            {t(`templates.versions.${name}`, { by, at: formats.dateTime(at) })}
          </time>
          {remark && <Remark text={remark} />}
        </li>
      ))}
      {reason && (
        <li>
          {t('templates.versions.sentBack')}
          <Remark text={reason} />
        </li>
      )}
    </ol>
  );
}

function Remark({ text }: { text: string }) {
  return (
    <p className={classes.remark}>
      <bdi>{text}</bdi>
    </p>
  );
}
