import type { TemplateSummary } from '@guichet/contracts';
import { stripDiacritics } from '@guichet/ui';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { libraryQuery } from '../api/template-queries.js';
import { useTemplateNames } from '../i18n/use-template-names.js';
import { orderTemplateChoices } from './order-template-choices.js';

/** Templates that are approved, and no parts of others or own texts, which are for one reply at a time. */
const isForMany = ({ isBlock, scope }: TemplateSummary) => !isBlock && scope !== 'mine';

/** Returns the choices of a template for many cases, by what is typed. */
export function useManyCasesTemplateChoices(text: string) {
  const { language, titleOf } = useTemplateNames();
  const [q] = useDebouncedValue(text.trim(), 150);
  const { data, isPlaceholderData } = useInfiniteQuery(
    libraryQuery({ state: 'usable', namesIn: language, ...(q && { q }) }),
  );
  const templates = (data?.pages ?? []).flatMap(({ items }) => items.filter(isForMany));
  const choices = templates.map((template) => ({ value: template.id, label: titleOf(template) }));
  const typed = text.trim();
  const isNamed = ({ label }: { label: string }) => stripDiacritics(label).includes(stripDiacritics(typed));
  return orderTemplateChoices({ choices, isNamed, areOld: isPlaceholderData || q !== typed });
}
