import type { SlaTarget } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import classes from './sla-target-card.module.css';

interface WarningProps {
  targets: readonly SlaTarget[];
  onTop: (target: SlaTarget) => void;
}

/** Warns beside what saves the targets of those that never apply: their cards may be out of sight. */
export function TargetsWithoutEffectWarning({ targets, onTop }: WarningProps) {
  const { t } = useTexts();
  return targets.map((target) => (
    <p key={target.id} className={classes.warning} role="status">
      <IconAlertTriangle size={15} stroke={1.75} aria-hidden />
      {t('sla.neverApplies', { name: target.name })}
      <button type="button" onClick={() => onTop(target)}>
        {t('sla.toTop')}
      </button>
    </p>
  ));
}

interface DialogProps {
  targets: readonly SlaTarget[];
  onSave: () => void;
  onClose: () => void;
}

/** Asks before targets are saved that never apply. */
export function TargetsWithoutEffectDialog({ targets, onSave, onClose }: DialogProps) {
  const { t } = useTexts();
  const formats = useFormats();
  const names = formats.list(targets.map(({ name }) => t('sla.quoted', { name })));
  return (
    <FormDialog
      title={t('sla.askTitle', { count: targets.length })}
      error={null}
      submit={t('sla.saveAnyway')}
      pending={false}
      onSubmit={onSave}
      onClose={onClose}
    >
      <Text size="sm">{t('sla.askText', { count: targets.length, names })}</Text>
    </FormDialog>
  );
}
