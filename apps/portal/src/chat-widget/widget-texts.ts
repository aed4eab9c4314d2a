import type { Language } from '@guichet/contracts';
import en from '../i18n/en.json' with { type: 'json' };
import fr from '../i18n/fr.json' with { type: 'json' };

type Texts = typeof en;

const fill = (text: string, values: Readonly<Record<string, string | number>>) =>
  text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]));

/** The texts of one language; those with placeholders are functions of what fills them. */
const wordsOf = (language: Language, texts: Texts) => ({
  ...texts,
  unread: (count: number) => fill(count === 1 ? texts.unread_one : texts.unread_other, { count }),
  backAt: (when: string) => fill(texts.backAt, { when }),
  closed: (when: string) => fill(texts.closed, { when }),
  remove: (name: string) => fill(texts.remove, { name }),
  uploading: (name: string) => fill(texts.uploading, { name }),
  tooLarge: (name: string, size: number) => fill(texts.tooLarge, { name, size }),
  tooLong: (excess: number, max: number) => {
    const format = new Intl.NumberFormat(language);
    return fill(excess === 1 ? texts.tooLong_one : texts.tooLong_other, {
      count: format.format(excess),
      max: format.format(max),
    });
  },
  tooMany: (count: number) => fill(texts.tooMany, { count }),
  uploadFailed: (name: string) => fill(texts.uploadFailed, { name }),
  writing: (name: string) => (name ? fill(texts.writing, { name }) : texts.writingSomeone),
  at: (time: string) => fill(texts.at, { time }),
  tomorrowAt: (time: string) => fill(texts.tomorrowAt, { time }),
  dayAt: (day: string, time: string) => fill(texts.dayAt, { day, time }),
});

export type WidgetTexts = ReturnType<typeof wordsOf>;

/** The texts of the widget by language. A missing key in a language does not compile. */
export const widgetTexts: Record<Language, WidgetTexts> = { fr: wordsOf('fr', fr), en: wordsOf('en', en) };

export const isLanguage = (tag: string): tag is Language => Object.hasOwn(widgetTexts, tag);
