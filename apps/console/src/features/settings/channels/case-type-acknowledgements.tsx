import type { AutomaticTemplate, SaveAcknowledgement } from '@guichet/contracts';
import { ActionIcon, Button, Fieldset, Select } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { caseTypesQuery } from '../../../shared/api/queries.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { AutomaticTemplateSelect } from './automatic-template-select.js';
import classes from './channels-page.module.css';

type CaseTypes = SaveAcknowledgement['caseTypes'];

const NOTHING = 'nothing';

interface Props {
  templates: readonly AutomaticTemplate[];
  caseTypes: CaseTypes;
  onChange: (caseTypes: CaseTypes) => void;
}

/** The case types that are acknowledged by another template, or not at all. */
export function CaseTypeAcknowledgements({ templates, caseTypes, onChange }: Props) {
  const { t } = useTexts();
  const { data: all = [] } = useQuery(caseTypesQuery);
  const free = all.filter(({ id }) => !caseTypes.some(({ caseTypeId }) => caseTypeId === id));
  if (all.length === 0) return null;
  const replace = (at: number, one: CaseTypes[number]) => onChange(caseTypes.with(at, one));
  return (
    <Fieldset variant="unstyled" legend={t('channels.acknowledgement.caseTypes')} className={classes.caseTypes}>
      {caseTypes.map((one, n) => {
        const name = all.find(({ id }) => id === one.caseTypeId)?.name ?? '';
        return (
          <div key={one.caseTypeId} className={classes.caseType}>
            <Select
              aria-label={t('channels.acknowledgement.caseType')}
              data={all
                .filter(({ id }) => id === one.caseTypeId || free.some((other) => other.id === id))
                .map((other) => ({ value: other.id, label: other.name }))}
              value={one.caseTypeId}
              searchable
              allowDeselect={false}
              onChange={(caseTypeId) => caseTypeId && replace(n, { ...one, caseTypeId })}
            />
            <AutomaticTemplateSelect
              aria-label={t('channels.acknowledgement.templateOf', { name })}
              templates={templates}
              above={[{ value: NOTHING, label: t('channels.acknowledgement.nothing') }]}
              value={one.templateId ?? NOTHING}
              onChange={(id) => replace(n, { ...one, templateId: id === NOTHING ? null : id })}
            />
            <ActionIcon
              variant="subtle"
              size={36}
              aria-label={t('channels.acknowledgement.removeCaseType', { name })}
              onClick={() => onChange(caseTypes.toSpliced(n, 1))}
            >
              <IconTrash size={16} stroke={1.5} />
            </ActionIcon>
          </div>
        );
      })}
      {free.length > 0 && (
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} stroke={1.75} />}
          onClick={() => onChange([...caseTypes, { caseTypeId: free[0]!.id, templateId: null }])}
        >
          {t('channels.acknowledgement.addCaseType')}
        </Button>
      )}
    </Fieldset>
  );
}
