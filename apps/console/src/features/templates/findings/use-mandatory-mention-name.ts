import { useTranslation } from 'react-i18next';

/** Returns a function that names a mandatory mention; an unknown one is named as it is. */
export function useMandatoryMentionName() {
  const { t, i18n } = useTranslation();
  return (name: string): string => {
    const key = `templates.mentions.name.${name}`;
    return i18n.exists(key) ? t(key as 'templates.mentions.name.author-name') : name;
  };
}
