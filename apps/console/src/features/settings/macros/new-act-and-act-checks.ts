import { macroActKinds, type CaseFieldValue, type MacroAct, type MacroActKind } from '@guichet/contracts';

const NEW: { [Kind in MacroActKind]: Extract<MacroAct, { kind: Kind }> } = {
  status: { kind: 'status', to: 'closed' },
  snooze: { kind: 'snooze', amount: 1, unit: 'days' },
  assign: { kind: 'assign', to: 'me' },
  team: { kind: 'team', teamId: '' },
  priority: { kind: 'priority', to: 'high' },
  tags: { kind: 'tags', add: [], remove: [] },
  'case-type': { kind: 'case-type', caseTypeId: '' },
  field: { kind: 'field', fieldId: '', value: '' },
  note: { kind: 'note', text: '' },
  reply: { kind: 'reply', templateId: '' },
  follow: { kind: 'follow' },
};

/** An act to begin with; what it names is still to be chosen. */
export const newAct = (kind: MacroActKind): MacroAct => NEW[kind];

/** The kinds that a macro can still get: it decides each thing once, but for fields, of which there are many. */
export function freeKinds(acts: readonly MacroAct[]): MacroActKind[] {
  const has = (kind: MacroActKind) => acts.some((act) => act.kind === kind);
  const decidesStatus = has('status') || has('snooze');
  return macroActKinds.filter((kind) =>
    kind === 'status' || kind === 'snooze' ? !decidesStatus : kind === 'field' || !has(kind),
  );
}

/** Whether all is chosen that an act needs. */
export function isComplete(act: MacroAct): boolean {
  if (act.kind === 'team') return act.teamId !== '';
  if (act.kind === 'tags') return act.add.length + act.remove.length > 0;
  if (act.kind === 'case-type') return act.caseTypeId !== '';
  if (act.kind === 'field') return act.fieldId !== '' && isEntered(act.value);
  if (act.kind === 'note') return act.text.trim() !== '';
  return act.kind !== 'reply' || act.templateId !== '';
}

/** Whether a value of a field was entered, or the field is to be emptied (null); NaN: what was typed is no number. */
export const isEntered = (value: CaseFieldValue | null): boolean => value !== '' && !Number.isNaN(value);

/** Whether a field is set twice, of which only one could be meant. */
export function setsFieldTwice(acts: readonly MacroAct[]): boolean {
  const ids = acts.flatMap((act) => (act.kind === 'field' ? [act.fieldId] : []));
  return new Set(ids).size < ids.length;
}
