import type { CaseDetail, CaseSummary, ChecklistStep, CreateChecklistStep, Page } from '@guichet/contracts';
import type { DemoTown } from './build-town.js';

const step = (fr: string, en: string, required = false): CreateChecklistStep => ({ label: { fr, en }, required });

/** What the town goes through for each registration for school. */
const steps = [
  step('Vérifier les pièces justificatives', 'Check the supporting documents', true),
  step('Contrôler l’adresse dans le secteur', 'Check that the address is in the catchment area', true),
  step('Prévenir la direction de l’école', 'Inform the head of the school'),
  step('Enregistrer l’inscription', 'Enter the registration', true),
];

/** Gives one case type of the town a checklist, and ticks off some of it in half of the cases that are at work. */
export async function setUpChecklists({ admin }: DemoTown, caseTypes: ReadonlyMap<string, string>): Promise<void> {
  const id = caseTypes.get('Inscription scolaire')!;
  const ids: string[] = [];
  for (const wanted of steps) ids.push((await admin.post<ChecklistStep>(`/case-types/${id}/steps`, wanted)).id);
  const { items } = await admin.get<Page<CaseSummary>>(`/cases?caseType=${id}&limit=40`);
  for (const [n, item] of items.filter((_, at) => at % 2 === 0).entries())
    for (const stepId of ids.slice(0, 1 + (n % 3)))
      await admin.patch<CaseDetail>(`/cases/${item.id}/steps/${stepId}`, { done: true });
}
