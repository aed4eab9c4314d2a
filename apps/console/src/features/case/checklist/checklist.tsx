import type { CaseDetail } from '@guichet/contracts';
import { Progress } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { keyOfStep } from '../../../shared/cases/field-focus-request.js';
import { shownLanguage } from '../../../shared/i18n/shown-language.js';
import { SidePanelSection } from '../../../shared/layout/side-panel-section.js';
import { useMay } from '../../../shared/session/use-session.js';
import { AddStep } from './add-step.js';
import { ChecklistStep, focusStep } from './checklist-step.js';
import classes from './checklist.module.css';
import { useChecklist } from './use-checklist.js';

interface Props {
  item: CaseDetail;
  /** What is asked for, as an object of its own each time: a step by its key. */
  asked: { key: string } | undefined;
}

/** The steps of a case, those of its type first: how far it is, and what is to be done next. */
export function Checklist({ item, asked }: Props) {
  const { t, i18n } = useTranslation();
  const may = useMay();
  const checklist = useChecklist(item);
  const { steps } = checklist;
  const done = steps.filter((step) => step.done !== null).length;
  const mayWrite = may('case.update') && item.mergedInto === null;
  const language = shownLanguage(i18n);
  useEffect(() => {
    const step = item.steps.find(({ id }) => keyOfStep(id) === asked?.key);
    if (step) focusStep(step.id);
    // Only when it is asked for: what a colleague ticks moves no focus.
  }, [asked]);
  if (steps.length === 0 && !mayWrite) return null;
  return (
    <SidePanelSection title={t('case.checklist.title')}>
      {steps.length > 0 && (
        <>
          <div className={classes.progress}>
            <Progress value={(100 * done) / steps.length} size="sm" aria-hidden />
            <span aria-live="polite">{t('case.checklist.progress', { done, count: steps.length })}</span>
          </div>
          <ul className={classes.steps} aria-label={t('case.checklist.title')}>
            {steps.map((step) => (
              <ChecklistStep
                key={step.id}
                step={step}
                label={step.label[language]}
                checklist={mayWrite ? checklist : undefined}
              />
            ))}
          </ul>
        </>
      )}
      {mayWrite && <AddStep onAdd={checklist.add} />}
    </SidePanelSection>
  );
}
