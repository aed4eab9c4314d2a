import type { CaseField, CaseFieldUses } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { caseFieldUsesQuery } from '../../../shared/api/case-field-and-checklist-queries.js';
import { caseTypesQuery } from '../../../shared/api/queries.js';
import { shownLanguage } from '../../../shared/i18n/shown-language.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import classes from './case-type-fields.module.css';

interface Props {
  field: CaseField;
  isPending: boolean;
  onArchive: () => void;
  onClose: () => void;
}

const named = ['rules', 'macros', 'views', 'templates'] as const;

/** Asks whether a field is to be archived, and says before what names it: that goes on without it. */
export function ArchiveFieldDialog({ field, isPending, onArchive, onClose }: Props) {
  const { t, i18n } = useTranslation();
  const { data: types = [] } = useQuery(caseTypesQuery);
  const { data: uses, error } = useQuery(caseFieldUsesQuery(field.id));
  const type = types.find(({ id }) => id === field.caseTypeId)?.name ?? '';
  return (
    <FormDialog
      title={t('caseTypes.fields.archiveTitle', { name: field.label[shownLanguage(i18n)] })}
      error={error}
      submit={t('caseTypes.fields.archive')}
      pending={isPending}
      // Nobody archives before it is said what uses the field.
      disabled={!uses && !error}
      onSubmit={onArchive}
      onClose={onClose}
    >
      <p className={classes.what}>{t('caseTypes.fields.archiveText', { type })}</p>
      {uses ? <Uses field={field} uses={uses} /> : !error && <Skeleton height={72} />}
    </FormDialog>
  );
}

function Uses({ field, uses }: { field: CaseField; uses: CaseFieldUses }) {
  const { t } = useTexts();
  const formats = useFormats();
  const { count, isAtLeast } = uses.cases;
  const number = formats.number(count) + (isAtLeast ? '+' : '');
  const inUse = named.filter((what) => uses[what].names.length + uses[what].hidden > 0);
  if (count === 0 && inUse.length === 0 && !field.required)
    return <p className={classes.what}>{t('caseTypes.fields.usedNowhere')}</p>;
  return (
    <div className={classes.uses}>
      <p>{t('caseTypes.fields.usedBy')}</p>
      <ul>
        {count > 0 && <li>{t('caseTypes.fields.uses.cases', { count, number })}</li>}
        {field.required && <li>{t('caseTypes.fields.uses.required')}</li>}
        {inUse.map((what) => {
          const { names, hidden } = uses[what];
          const others = hidden > 0 ? [t('caseTypes.fields.uses.others', { count: hidden })] : [];
          return (
            <li key={what}>
              {t(`caseTypes.fields.uses.${what}`, {
                count: names.length + hidden,
                names: formats.list([...names.map((name) => t('caseTypes.fields.uses.name', { name })), ...others]),
              })}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
