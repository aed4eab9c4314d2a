import type { CaseDetail } from '@guichet/contracts';
import { Button, Group, Stack } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { shownLanguage } from '../../../shared/i18n/shown-language.js';
import { SidePanelSection } from '../../../shared/layout/side-panel-section.js';
import { withFieldSaves } from '../../../shared/cases/field-saves-under-way.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useMay } from '../../../shared/session/use-session.js';
import { focusAndScrollToCenter } from '../focus-and-scroll-to-center.js';
import { ReadOnlyFieldValues } from './read-only-field-values.js';
import { FieldInput } from './field-input.js';
import { useFieldDrafts } from './use-field-drafts.js';
import { useSaveUnasked } from './use-save-unasked.js';
import classes from './case-fields.module.css';

interface Props {
  item: CaseDetail;
  /** The key of a field into which the caret goes, each time another object comes. */
  asked: { key: string } | undefined;
}

const idOf = (key: string) => `case-field-${key}`;

/** The fields of the type of a case, saved one by one, and what it has in those of a type that it had. */
export function CaseFields({ item, asked }: Props) {
  const { t } = useTexts();
  const may = useMay();
  const fields = item.fields.filter(({ standing }) => standing === 'asked');
  const former = item.fields.filter(({ standing }) => standing === 'former');
  const mayWrite = may('case.update') && item.mergedInto === null;
  useEffect(() => {
    if (asked) focusAndScrollToCenter(document.getElementById(idOf(asked.key)));
  }, [asked]);
  if (item.fields.length === 0) return null;
  return (
    <SidePanelSection title={item.caseType?.name ?? t('case.fields.title')}>
      {mayWrite ? (
        <FieldForm item={item} />
      ) : (
        <ReadOnlyFieldValues fields={fields.filter(({ value }) => value !== null)} />
      )}
      {former.length > 0 && (
        <>
          <h3 className={classes.former}>{t('case.fields.former')}</h3>
          <ReadOnlyFieldValues fields={former} caseId={mayWrite ? item.id : undefined} />
        </>
      )}
    </SidePanelSection>
  );
}

function FieldForm({ item }: { item: CaseDetail }) {
  const { t, i18n } = useTranslation();
  // It is drawn again as soon as a draft is on its way, which is before the case has it.
  const fields = withFieldSaves(item).fields.filter(({ standing }) => standing === 'asked');
  const { drafts, enter, save, cancel } = useFieldDrafts(item);
  const { typed, forget } = useSaveUnasked({ caseId: item.id, fields, save });
  return (
    <Stack gap={10}>
      {fields.map((of) => {
        const draft = drafts[of.field.id];
        return (
          <div key={of.field.id}>
            <FieldInput
              id={idOf(of.field.key)}
              field={of.field}
              language={shownLanguage(i18n)}
              entered={draft ? draft.entered : of.value}
              problem={draft?.problem}
              onType={(entered, isWhole) => {
                enter(of, entered);
                typed(of, isWhole);
              }}
              onSave={(entered) => {
                forget(of);
                void save(of, entered);
              }}
              onCancel={() => {
                forget(of);
                cancel(of);
              }}
            />
            {draft?.theirs && (
              <Group gap={6} mt={4}>
                <Button
                  size="compact-xs"
                  variant="default"
                  onClick={() => void save(of, draft.entered, { isDecided: true })}
                >
                  {t('case.fields.keepMine')}
                </Button>
                <Button size="compact-xs" variant="default" onClick={() => cancel(of)}>
                  {t('case.fields.takeTheirs')}
                </Button>
              </Group>
            )}
          </div>
        );
      })}
    </Stack>
  );
}
