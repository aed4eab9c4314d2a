import type { Language, TemplateSummary, TemplateVariant, TemplateVersion } from '@guichet/contracts';

/** The state of one language of a template. */
export type VariantState = 'approved' | 'stale' | 'review' | 'draft' | 'withdrawn' | 'missing' | 'lacksBlock';

/** Returns the states of a language: what is in use first, then what is being prepared. */
export function variantStates(variant: TemplateVariant | undefined): VariantState[] {
  if (!variant) return ['missing'];
  const inUse: VariantState[] = variant.withdrawn
    ? ['withdrawn']
    : variant.approved === null
      ? // The translation is not used any more, because its source was changed and no new translation has been started.
        variant.stale && !variant.open
        ? ['stale']
        : []
      : [variant.lacksBlock ? 'lacksBlock' : variant.stale ? 'stale' : 'approved'];
  const all = variant.open ? [...inUse, variant.open.state] : inUse;
  return all.length > 0 ? all : ['missing'];
}

export const variantOf = (template: Pick<TemplateSummary, 'variants'>, language: Language) =>
  template.variants.find((variant) => variant.language === language);

/**
 * Returns the version that is shown for a language: the draft or the one in review, else the approved one, else the
 * last.
 */
export function currentVersion(versions: readonly TemplateVersion[], language: Language): TemplateVersion | undefined {
  const own = versions.filter((version) => version.language === language).toSorted((a, b) => b.number - a.number);
  return (
    own.find(({ state }) => state === 'draft' || state === 'review') ??
    own.find(({ state }) => state === 'approved') ??
    own[0]
  );
}

/** The version of the source that stands beside a translation: the next one, where the agent writes both, else that which was translated. */
export function originalOf(
  version: TemplateVersion,
  versions: readonly TemplateVersion[],
  { sourceLanguage, agentId }: { sourceLanguage: Language; agentId: string },
): TemplateVersion | undefined {
  const current = currentVersion(versions, sourceLanguage);
  const isOpen = current?.state === 'draft' || current?.state === 'review';
  const isOwn = current?.created.byId === agentId || current?.submitted?.byId === agentId;
  if (version.state === 'draft' && isOpen && isOwn) return current;
  return versions.find((one) => one.language === sourceLanguage && one.number === version.sourceNumber) ?? current;
}

/**
 * Returns the language in which a template is opened: one of which a version waits for approval, the source's before others, as that
 * is what whoever opens the template looks for; else the source's.
 */
export function languageToOpen({
  variants,
  sourceLanguage,
}: Pick<TemplateSummary, 'variants' | 'sourceLanguage'>): Language {
  const waiting = variants.filter(({ open }) => open?.state === 'review').map(({ language }) => language);
  return waiting.find((one) => one === sourceLanguage) ?? waiting[0] ?? sourceLanguage;
}

/**
 * Returns whether the period of validity has not begun or is over; both of its days belong to it. `today` is as
 * `2026-12-31`.
 */
export function validityState(
  { validFrom, validUntil }: Pick<TemplateSummary, 'validFrom' | 'validUntil'>,
  today: string,
): 'notYet' | 'over' | undefined {
  if (validFrom && today < validFrom) return 'notYet';
  return validUntil && today > validUntil ? 'over' : undefined;
}
