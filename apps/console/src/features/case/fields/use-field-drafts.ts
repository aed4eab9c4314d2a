import { caseFieldText, type CaseDetail, type CaseFieldOfCase, type CaseFieldValue } from '@guichet/contracts';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { SupersededFieldSave } from '../../../shared/cases/field-saves-under-way.js';
import { requestFieldFocus } from '../../../shared/cases/field-focus-request.js';
import { useAddCaseName } from '../../../shared/cases/use-add-case-name.js';
import { useStepOrFieldProblemText } from '../use-step-or-field-problem-text.js';
import { toast, toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { shownLanguage } from '../../../shared/i18n/shown-language.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { changeFieldDrafts, fieldDraftsOf, keepWhatIsRefused, showFieldDrafts } from './field-draft-store.js';
import { isSameValue, valueEntered, type Entered, type FieldAction } from './field-drafts.js';
import { useSetCaseField } from './use-set-case-field.js';
import { valueFound } from './value-found.js';

/** How much of a long text a toast repeats. */
const SAID = 60;

/** Returns words for what was saved, and for what a colleague has saved first. */
function useFieldTexts() {
  const { t, i18n } = useTranslation();
  const language = shownLanguage(i18n);
  const textOf = ({ field }: CaseFieldOfCase, value: CaseFieldValue) => {
    const text = caseFieldText(field, value, language);
    return text.length > SAID ? `${text.slice(0, SAID - 1)}…` : text;
  };
  return {
    saved: (of: CaseFieldOfCase, value: CaseFieldValue | null): string => {
      const label = of.field.label[language];
      return value === null
        ? t('case.fields.savedEmpty', { label })
        : t('case.fields.saved', { label, text: textOf(of, value) });
    },
    overtaken: (of: CaseFieldOfCase, theirs: CaseFieldValue | null): string =>
      theirs === null
        ? t('case.fields.emptiedMeanwhile')
        : t('case.fields.changedMeanwhile', { value: textOf(of, theirs) }),
  };
}

/** Returns the words in which a field was refused, or what a colleague has put there first. */
function useRefusal() {
  const texts = useFieldTexts();
  const problemText = useStepOrFieldProblemText();
  return (
    of: CaseFieldOfCase,
    tried: { entered: Entered; stored: CaseFieldValue | null },
    error: unknown,
  ): FieldAction & { problem: string } => {
    const { id } = of.field;
    const { entered, stored } = tried;
    const found = valueFound(error);
    if (!found) return { type: 'refused', id, entered, stored, problem: problemText(error) };
    return { type: 'overtaken', id, entered, theirs: found.value, problem: texts.overtaken(of, found.value) };
  };
}

/** Returns a function that says what was not saved in a case that the agent has left, with the way back. */
function useSayUnseen({ id, reference }: CaseDetail) {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  return ({ field: { key, label } }: CaseFieldOfCase, problem: string) => {
    const goBack = async () => {
      await navigate({ to: '/inbox/$view/$caseId', params: { view: 'all', caseId: id } });
      requestFieldFocus({ caseId: id, key });
    };
    const title = t('case.fields.notSaved', { label: label[shownLanguage(i18n)], reference });
    toastFailure(title, problem, { retry: { label: t('case.fields.backToCase'), run: () => void goBack() } });
  };
}

/** Returns what is entered in the fields of a case and is not saved, and a function that changes it. */
function useKeptDrafts(caseId: string) {
  const drafts = useSyncExternalStore(
    useCallback((show: () => void) => showFieldDrafts(caseId, show), [caseId]),
    () => fieldDraftsOf(caseId),
  );
  return { drafts, dispatch: (action: FieldAction) => changeFieldDrafts(caseId, action) };
}

export interface SaveOptions {
  /** The agent has seen what a colleague has put there, and wants their own all the same. */
  isDecided?: boolean;
  /** The page is being left. */
  outlivesPage?: boolean;
}

/** Returns what stands in the fields of a case and is not saved, and functions that enter, save and cancel it. */
export function useFieldDrafts(item: CaseDetail) {
  const { t } = useTexts();
  const texts = useFieldTexts();
  const problemText = useStepOrFieldProblemText();
  const refusal = useRefusal();
  const sayWhich = useAddCaseName();
  const setField = useSetCaseField(item.id);
  const sayUnseen = useSayUnseen(item);
  const { drafts, dispatch } = useKeptDrafts(item.id);

  const cancel = ({ field }: CaseFieldOfCase) => dispatch({ type: 'canceled', id: field.id });
  const enter = ({ field, value }: CaseFieldOfCase, entered: Entered) =>
    dispatch({ type: 'entered', id: field.id, entered, stored: value });

  const send = async (
    of: CaseFieldOfCase,
    { value, was, outlivesPage }: { value: CaseFieldValue | null; was: CaseFieldValue | null; outlivesPage: boolean },
  ) => {
    const { field } = of;
    const sayRouted = (said: string, team: string) => toast({ message: t('case.fields.routed', { said, team }) });
    const team = await setField({ field, value, was, outlivesPage });
    dispatch({ type: 'stored', id: field.id, before: was, now: value });
    const said = texts.saved(of, value);
    // What a rule has done by it is not undone with it, and whoever sees the case no longer could not.
    if (team !== undefined) return sayRouted(said, team);
    // Rules read what is taken back as they read what is filled in.
    const undo = async () => {
      try {
        const movedTo = await setField({ field, value: was, was: value });
        if (movedTo !== undefined) sayRouted(texts.saved(of, was), movedTo);
      } catch (error) {
        if (!(error instanceof SupersededFieldSave)) toastFailure(t('case.fields.notUndone'), problemText(error));
      }
    };
    const about = [`${item.id} field ${field.id}`];
    toast({ ...sayWhich(said, [item]), undoLabel: t('common.toast.undo'), undo, about });
  };

  const save = async (
    of: CaseFieldOfCase,
    typed: Entered | undefined,
    { isDecided = false, outlivesPage = false }: SaveOptions = {},
  ) => {
    const { field, value: stored } = of;
    const draft = fieldDraftsOf(item.id)[field.id];
    const was = draft ? draft.was : stored;
    const value = valueEntered(field.kind, typed);
    const entered = typed ?? draft?.entered ?? null;
    const problem = t(`problems.reason.${field.kind === 'date' ? 'not-a-date' : 'number-needed'}`);
    if (value === undefined) return dispatch({ type: 'refused', id: field.id, entered, stored: was, problem });
    if (draft?.theirs && !isDecided && isSameValue(entered, draft.entered)) return undefined;
    if (isSameValue(value, was)) return cancel(of);
    dispatch({ type: 'saved', id: field.id });
    return keepWhatIsRefused({
      caseId: item.id,
      sent: send(of, { value, was, outlivesPage }),
      refusal: (error) => refusal(of, { entered, stored: was }, error),
      onUnseen: (why) => sayUnseen(of, why),
    });
  };
  return { drafts, enter, save, cancel };
}
