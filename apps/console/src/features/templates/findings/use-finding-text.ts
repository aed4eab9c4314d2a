import type { Language, RenderingName, TemplateFinding } from '@guichet/contracts';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { variablesQuery } from '../../../shared/api/template-queries.js';
import { shownLanguage } from '../../../shared/i18n/shown-language.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTemplateNames } from '../../../shared/i18n/use-template-names.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { variableLabel } from '../../../shared/i18n/variable-label.js';
import { useMandatoryMentionName } from './use-mandatory-mention-name.js';
import { retiredLanguage } from './retired-language.js';
import { useRenderingName } from '../previews/rendering-name.js';

const text = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
/** Facts by what is written, or texts as they are. */
const texts = (value: unknown): string[] =>
  Array.isArray(value)
    ? value.map((one: unknown) =>
        typeof one === 'object' && one !== null && 'text' in one ? text(one.text) : text(one),
      )
    : [text(value)].filter(Boolean);

/** Returns a function that names what words are about that differ; an unknown one is named as it is. */
export function useAboutText() {
  const { t, i18n } = useTranslation();
  return (about: unknown): string => {
    const key = `templates.finding.about.${text(about)}`;
    return i18n.exists(key) ? t(key as 'templates.finding.about.accept') : text(about);
  };
}

/** Returns a function that names a variable as the menu does from which it is inserted. */
export function useVariableName() {
  const { i18n } = useTranslation();
  const { data: variables = [] } = useQuery(variablesQuery);
  return (name: string): string => {
    const known = variables.find((variable) => variable.name === name);
    return known ? variableLabel(known, shownLanguage(i18n)) : name;
  };
}

/** The text that includes a block, where a finding about the block is about that text. */
interface IncludingText {
  key: string | null;
  title: string;
  language: Language;
}

/** Returns a formatter of findings: what is wrong, and how to correct it. */
export function useFindingText() {
  const { t } = useTexts();
  const variableName = useVariableName();
  /** `{{ deadline }}` is the variable *Deadline* to whoever reads; `quote` sets it off from what is written. */
  const spoken = (value: unknown, quote = (name: string): string => name): string[] =>
    texts(value).map((one) => one.replace(/\{\{ (\w+) \}\}/u, (_, name: string) => quote(variableName(name))));
  const asVariable = (word: string): string => t('templates.finding.quoted', { word });
  const formats = useFormats();
  const nameOf = useRenderingName();
  const aboutOf = useAboutText();
  const mentionOf = useMandatoryMentionName();
  const { titleOf } = useTemplateNames();
  const differenceText = ({ where, data }: TemplateFinding) => {
    const isSubject = where?.wording === 'subject';
    const quoted = (value: unknown) =>
      formats.list(spoken(value).map((word) => t('templates.finding.quoted', { word })));
    const [full, short] = [quoted(data['full']), quoted(data['short'])];
    const about = aboutOf(data['about']);
    if (isSubject)
      return full
        ? t('templates.finding.subjectDiffers', { about, full, short })
        : t('templates.finding.subjectAdds', { about, short });
    if (!full) return t('templates.finding.wordsAdded', { about, short });
    return short
      ? t('templates.finding.words-differ', { about, full, short })
      : t('templates.finding.wordsMissing', { about, full });
  };
  const ownText = (finding: TemplateFinding): string => {
    const { code, where, data } = finding;
    // The short wordings are compared wherever they may be read, even where this text fits in full.
    const rendering =
      data['level'] === 'short'
        ? t('templates.finding.shortVersion')
        : data['rendering']
          ? nameOf(data['rendering'] as RenderingName)
          : where?.wording === 'subject'
            ? t('templates.finding.theSubject')
            : '';
    if (code === 'facts-differ' || code === 'source-differs') {
      const of = code === 'facts-differ' ? 'facts' : 'source';
      const missing = formats.list(spoken(data['missing'], asVariable));
      const added = formats.list(spoken(data['added'], asVariable));
      const how = missing && added ? 'Both' : missing ? 'Missing' : 'Added';
      return t(`templates.finding.${of}${how}`, { rendering, missing, added });
    }
    if (code === 'words-differ') return differenceText(finding);
    if (code === 'mention-missing') {
      const said = { mention: mentionOf(text(data['name'])), article: text(data['article']) };
      const variables = texts(data['variables']).map((name) => asVariable(variableName(name)));
      const how =
        variables.length > 0
          ? t('templates.finding.lacks.insert', { variables: variables.join(' / ') })
          : t('templates.finding.lacks.write');
      return `${t(`templates.finding.lacks.${data['wordings'] as 'full' | 'short' | 'both'}`, said)} ${how}`;
    }
    if (code === 'other-language')
      return t('templates.finding.other-language', {
        count: Number(data['count']),
        language: t(`templates.languageName.${data['language'] as Language}`),
        texts: formats.list(texts(data['texts']).map((word) => t('templates.finding.quoted', { word }))),
      });
    if (code === 'unknown-variable' && variableName(text(data['name'])) !== data['name'])
      return t('templates.finding.archivedField', { name: variableName(text(data['name'])) });
    if (code === 'block-missing' && data['name'] === null) return t('templates.finding.blockUnknown');
    const retired = retiredLanguage(finding);
    if (retired)
      return t('templates.finding.blockRetired', {
        name: text(data['name']),
        inLanguage: t(`templates.in.${retired}`),
      });
    if (code === 'block-missing' && data['withdrawn'] === true)
      return t('templates.finding.blockWithdrawn', { name: text(data['name']) });
    if (code === 'jargon' && data['better'] === '')
      return t('templates.finding.jargonDrop', { text: text(data['text']) });
    if (code === 'block-unfit')
      return t(`templates.finding.unfit.${data['what'] as 'attachments' | 'document' | 'left-out'}`);
    const said = {
      rendering,
      message: text(data['message']),
      name: code === 'conditions-differ' ? variableName(text(data['name'])) : text(data['name']),
      max: text(data['max']),
      count: Number(data['count'] ?? 0),
      words: text(data['words']),
      text: text(data['text']),
      better: text(data['better']),
      characters: texts(data['characters']).join(' '),
      texts: formats.list(spoken(data['texts'], asVariable)),
    };
    return t(`templates.finding.${code}`, said);
  };
  return (finding: TemplateFinding): string => {
    const including = finding.data['template'] as IncludingText | undefined;
    if (!including) return ownText(finding);
    const language = t(`templates.language.${including.language}`);
    return t('templates.finding.inText', { title: titleOf(including), language, finding: ownText(finding) });
  };
}
