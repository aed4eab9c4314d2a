import type { CaseField } from '@guichet/contracts';
import { ActionIcon, Badge, Menu } from '@mantine/core';
import { IconArchive, IconArchiveOff, IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../shared/api/client.js';
import { toast, toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { shownLanguage } from '../../../shared/i18n/shown-language.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { ItemName } from '../../../shared/ordered-list/item-name.js';
import { ArchiveFieldDialog } from './archive-field-dialog.js';
import classes from './case-type-fields.module.css';

/** Returns functions that archive a field, take it back, and delete one without values. */
function useFieldActs(field: CaseField) {
  const { t, i18n } = useTranslation();
  const queryClient = useQueryClient();
  const problemText = useProblemText();
  const name = field.label[shownLanguage(i18n)];
  const acts = {
    archive: () => call('updateCaseField', { params: { id: field.id }, body: { archived: true } }),
    restore: () => call('updateCaseField', { params: { id: field.id }, body: { archived: false } }),
    delete: () => call('deleteCaseField', { params: { id: field.id } }),
  };
  const act = useMutation<unknown, unknown, keyof typeof acts>({
    mutationFn: (what) => acts[what](),
    onSuccess: async (_, what) => {
      await queryClient.invalidateQueries({ queryKey: ['case-fields'] });
      toast({ message: t(`caseTypes.fields.done.${what}`, { name }) });
    },
    onError: (error) => toastFailure(name, problemText(error)),
  });
  return act;
}

/** One field of a case type; without `onEdit`, it only shows. */
export function FieldRow({ field, onEdit }: { field: CaseField; onEdit: (() => void) | undefined }) {
  const { t, i18n } = useTranslation();
  const language = shownLanguage(i18n);
  const act = useFieldActs(field);
  const [isArchiving, setArchiving] = useState(false);
  const options = field.options.filter(({ archived }) => !archived).map(({ label }) => label[language]);
  const kind = t(`caseTypes.fields.kinds.${field.kind}`);
  return (
    <>
      <div className={classes.field}>
        <div className={classes.name}>
          {onEdit && !field.archived ? (
            <ItemName name={field.label[language]} onEdit={onEdit} />
          ) : (
            <bdi>{field.label[language]}</bdi>
          )}
          {field.required && (
            <Badge variant="light" color="gray" tt="none">
              {t('caseTypes.fields.requiredBadge')}
            </Badge>
          )}
        </div>
        <p className={classes.facts}>
          {options.length > 0 ? t('caseTypes.fields.kindWithOptions', { kind, options: options.join(', ') }) : kind} ·{' '}
          <span title={t('caseTypes.fields.keyTitle')}>
            {t('caseTypes.fields.keyShown')} <code>{field.key}</code>
          </span>
        </p>
      </div>
      {onEdit && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon aria-label={t('common.list.more', { name: field.label[language] })}>
              <IconDots size={17} stroke={1.5} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {field.archived ? (
              <Menu.Item leftSection={<IconArchiveOff size={16} stroke={1.5} />} onClick={() => act.mutate('restore')}>
                {t('caseTypes.fields.restore')}
              </Menu.Item>
            ) : (
              <>
                <Menu.Item leftSection={<IconPencil size={16} stroke={1.5} />} onClick={onEdit}>
                  {t('common.editShort')}
                </Menu.Item>
                <Menu.Item leftSection={<IconArchive size={16} stroke={1.5} />} onClick={() => setArchiving(true)}>
                  {t('caseTypes.fields.archive')}
                </Menu.Item>
              </>
            )}
            <Menu.Divider />
            <Menu.Item
              leftSection={<IconTrash size={16} stroke={1.5} />}
              color="red"
              onClick={() => act.mutate('delete')}
            >
              {t('common.list.remove')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      {isArchiving && (
        <ArchiveFieldDialog
          field={field}
          isPending={act.isPending}
          onArchive={() => act.mutate('archive', { onSettled: () => setArchiving(false) })}
          onClose={() => setArchiving(false)}
        />
      )}
    </>
  );
}
