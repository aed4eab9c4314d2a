import type { CaseDetail, Language } from '@guichet/contracts';

const texts = {
  en: {
    title: 'Checklist',
    progress: (done: number, of: number) => `${done} of ${of} ${of === 1 ? 'step' : 'steps'} done`,
    done: (by: string, at: string) => `done by ${by}, ${at}`,
    open: 'to do',
  },
  fr: {
    title: 'Étapes',
    progress: (done: number, of: number) => `${done} sur ${of} ${done < 2 ? 'effectuée' : 'effectuées'}`,
    done: (by: string, at: string) => `effectuée par ${by}, ${at}`,
    open: 'à faire',
  },
} as const;

/** The checklist of a case: how far it is, and each step with who has done it and when. Nothing where it has none. */
export function checklistDetails(
  steps: CaseDetail['steps'],
  { language, moment }: { language: Language; moment: (at: string) => string },
): [label: string, value: string][] {
  if (steps.length === 0) return [];
  const { title, progress, done, open } = texts[language];
  const count = steps.filter((step) => step.done !== null).length;
  return [
    [title, progress(count, steps.length)],
    ...steps.map((step): [string, string] => [
      step.label[language],
      step.done ? done(step.done.by.name, moment(step.done.at)) : open,
    ]),
  ];
}
