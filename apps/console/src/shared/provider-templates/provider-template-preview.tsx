import { fillProviderTemplate, type ProviderTemplate } from '@guichet/contracts';
import { useTexts } from '../i18n/use-texts.js';
import classes from './provider-template-preview.module.css';

interface Props {
  template: Omit<ProviderTemplate, 'name' | 'language'>;
  values: readonly string[];
}

/** An approved message as its reader sees it: header, text and buttons. */
export function ProviderTemplatePreview({ template, values }: Props) {
  const { t } = useTexts();
  const { header, text, buttons } = fillProviderTemplate(template, values);
  return (
    <div className={classes.message} dir="auto">
      {template.headerFile && (
        <p className={classes.file}>{t(`templates.approvedMessage.file.${template.headerFile}`)}</p>
      )}
      {header && <p className={classes.header}>{header}</p>}
      <p className={classes.text}>{text}</p>
      {buttons.length > 0 && (
        <ul className={classes.buttons} aria-label={t('templates.approvedMessage.buttons')}>
          {buttons.map((button, at) => (
            <li key={at}>
              <bdi>{button}</bdi>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
