import { TEMPLATE_USE_DAYS, type TemplateSummary } from '@guichet/contracts';
import { IconCalendarOff, IconSend } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { ShortTime } from '../../../shared/i18n/short-time.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTemplateNames } from '../../../shared/i18n/use-template-names.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useSectorName } from '../../../shared/sectors/use-sector-name.js';
import classes from './template-list.module.css';
import { VariantMark } from '../variant-state-mark.js';
import { useScopeName } from '../use-template-scopes.js';
import { useValidityText } from '../use-validity-text.js';

/** A template of the library: the whole row is the link, with purpose, state and number of uses. */
export function TemplateRow({ template }: { template: TemplateSummary }) {
  const { t } = useTexts();
  const formats = useFormats();
  const { outside } = useValidityText(template);
  const { title, intention, tags } = useTemplateNames().namesOf(template);
  const sector = useSectorName(template.sectorId);
  const whose = useScopeName(template);
  const uses = t('templates.uses', { count: template.uses, days: TEMPLATE_USE_DAYS });
  return (
    <li>
      <Link className={classes.row} to="/templates/$templateId" params={{ templateId: template.id }}>
        <span className={classes.main}>
          <bdi className={classes.title}>{title}</bdi>
          {intention && <bdi className={classes.intention}>{intention}</bdi>}
          <span className={classes.labels}>
            {template.isBlock && <span>{t('templates.blocks.one')}</span>}
            {whose && <bdi>{whose}</bdi>}
            {sector && <bdi>{sector}</bdi>}
            {tags.map((tag) => (
              <bdi key={tag} className={classes.tag}>
                {tag}
              </bdi>
            ))}
          </span>
        </span>
        <span className={classes.side}>
          <span className={classes.variants}>
            {template.variants.map((variant) => (
              <VariantMark
                key={variant.language}
                language={variant.language}
                variant={variant}
                isOwn={template.scope === 'mine'}
              />
            ))}
            {outside && (
              <span className={classes.outside}>
                <IconCalendarOff size={14} stroke={1.75} aria-hidden />
                {t(`templates.state.${outside}`)}
              </span>
            )}
          </span>
          <span className={classes.uses}>
            <span className={classes.count} title={uses}>
              <span className="g-sr">{uses}</span>
              <IconSend size={14} stroke={1.5} aria-hidden />
              <span aria-hidden>{formats.number(template.uses)}</span>
            </span>
            {template.lastUsedAt === null ? (
              <span>{t('templates.use.neverUsed')}</span>
            ) : (
              <span>
                {/* A number above zero says that it is of late. */}
                <span className={template.uses > 0 ? 'g-sr' : undefined}>{t('templates.use.last')} </span>
                <ShortTime at={template.lastUsedAt} within="ago" />
              </span>
            )}
          </span>
        </span>
      </Link>
    </li>
  );
}
