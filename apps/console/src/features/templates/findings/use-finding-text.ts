import type { RenderingName, TemplateFinding } from '@guichet/contracts';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useMentionName } from './use-mention-name.js';
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

/** Returns a formatter of findings: what is wrong, and how to correct it. */
export function useFindingText() {
  const { t } = useTranslation();
  const formats = useFormats();
  const nameOf = useRenderingName();
  const aboutOf = useAboutText();
  const mentionOf = useMentionName();
  const differenceText = (data: TemplateFinding['data']) => {
    const quoted = (value: unknown) =>
      formats.list(texts(value).map((word) => t('templates.finding.quoted', { word })));
    const [full, short] = [quoted(data['full']), quoted(data['short'])];
    const about = aboutOf(data['about']);
    if (!full) return t('templates.finding.wordsAdded', { about, short });
    return short
      ? t('templates.finding.words-differ', { about, full, short })
      : t('templates.finding.wordsMissing', { about, full });
  };
  return ({ code, data }: TemplateFinding): string => {
    // The short wordings are compared wherever they may be read, even where this text fits in full.
    const rendering =
      data['level'] === 'short'
        ? t('templates.finding.shortVersion')
        : data['rendering']
          ? nameOf(data['rendering'] as RenderingName)
          : '';
    if (code === 'facts-differ' || code === 'source-differs') {
      const of = code === 'facts-differ' ? 'facts' : 'source';
      const missing = formats.list(texts(data['missing']));
      const added = formats.list(texts(data['added']));
      const how = missing && added ? 'Both' : missing ? 'Missing' : 'Added';
      return t(`templates.finding.${of}${how}`, { rendering, missing, added });
    }
    if (code === 'words-differ') return differenceText(data);
    if (code === 'mention-missing') {
      const said = { mention: mentionOf(text(data['name'])), article: text(data['article']) };
      const variables = texts(data['variables']).map((name) => `{{ ${name} }}`);
      const how =
        variables.length > 0
          ? t('templates.finding.lacks.insert', { variables: variables.join(' / ') })
          : t('templates.finding.lacks.write');
      return `${t(`templates.finding.lacks.${data['wordings'] as 'full' | 'short' | 'both'}`, said)} ${how}`;
    }
    if (code === 'jargon' && data['better'] === '')
      return t('templates.finding.jargonDrop', { text: text(data['text']) });
    const said = {
      rendering,
      message: text(data['message']),
      name: text(data['name']),
      max: text(data['max']),
      words: text(data['words']),
      text: text(data['text']),
      better: text(data['better']),
      characters: texts(data['characters']).join(' '),
      texts: formats.list(texts(data['texts'])),
    };
    return t(`templates.finding.${code}`, said);
  };
}
