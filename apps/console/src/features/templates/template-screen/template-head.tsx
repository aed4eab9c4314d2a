import { ActionIcon, Button } from '@mantine/core';
import {
  IconArrowLeft,
  IconBuildingCommunity,
  IconCalendar,
  IconCalendarOff,
  IconListDetails,
  IconPuzzle,
  IconUser,
  IconUsers,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTemplateNames } from '../../../shared/i18n/use-template-names.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { usePressGuard } from '../../../shared/pointer/use-press-guard.js';
import { useSectorName } from '../../../shared/sectors/use-sector-name.js';
import { TemplateDetailsDialog } from './template-details-dialog.js';
import { LanguageSwitch } from './language-switch.js';
import { VariantStateMark } from '../variant-state-mark.js';
import { VersionActions } from './version-actions.js';
import classes from './template-screen.module.css';
import { TemplateTitleField } from './template-title-field.js';
import { useScopeName } from '../use-template-scopes.js';
import { useValidityText } from '../use-validity-text.js';
import { useCurrentVersion } from './template-screen-context.js';
import { mayDescribe } from './template-rights.js';

export function TemplateHead() {
  const { t } = useTexts();
  const { template, version } = useCurrentVersion();
  const { words, outside } = useValidityText(template);
  const { tags } = useTemplateNames().namesOf(template);
  const sector = useSectorName(template.sectorId);
  const whose = useScopeName(template);
  const Whose = template.scope === 'mine' ? IconUser : IconUsers;
  const [detailed, setDetailed] = useState(false);
  const When = outside ? IconCalendarOff : IconCalendar;
  // Where a version is submitted stands what approves it, a moment later.
  const guard = usePressGuard(template.id, version?.language, version?.state);
  return (
    <header className={classes.head}>
      <div className={classes.top}>
        <ActionIcon component={Link} to="/templates" aria-label={t('templates.one.back')}>
          <IconArrowLeft size={18} stroke={1.5} />
        </ActionIcon>
        <div className={classes.title}>
          <TemplateTitleField template={template} />
        </div>
        <div className={classes.acts} {...guard}>
          <VersionActions />
        </div>
      </div>
      <div className={classes.facts}>
        {/* First: what is said of a version must not move it under the pointer. */}
        <LanguageSwitch />
        {version && (
          <span className={classes.fact}>
            <VariantStateMark standing={version.state} isOwn={template.scope === 'mine'} /> ·{' '}
            {t('templates.version', { number: version.number })}
          </span>
        )}
        {(words ?? outside) && (
          <span className={`${classes.fact} ${outside ? classes.soon : ''}`}>
            <When size={14} stroke={1.75} aria-hidden />
            {[outside && t(`templates.state.${outside}`), words].filter(Boolean).join(' · ')}
          </span>
        )}
        {template.isBlock && (
          <span className={classes.fact}>
            <IconPuzzle size={14} stroke={1.5} aria-hidden />
            {t('templates.blocks.one')}
          </span>
        )}
        {whose && (
          <span className={classes.fact}>
            <Whose size={14} stroke={1.5} aria-hidden />
            <bdi>{whose}</bdi>
          </span>
        )}
        {sector && (
          <span className={classes.fact}>
            <IconBuildingCommunity size={14} stroke={1.5} aria-hidden />
            <bdi>{sector}</bdi>
          </span>
        )}
        {tags.map((tag) => (
          <bdi key={tag} className={classes.tag}>
            {tag}
          </bdi>
        ))}
        {mayDescribe(template) && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            leftSection={<IconListDetails size={15} stroke={1.5} />}
            onClick={() => setDetailed(true)}
          >
            {t('templates.one.details')}
          </Button>
        )}
      </div>
      {detailed && <TemplateDetailsDialog template={template} onClose={() => setDetailed(false)} />}
    </header>
  );
}
