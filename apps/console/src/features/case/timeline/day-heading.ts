/** The name of a day as it stands between dates: today and yesterday begin as a date does in the language. Pure. */
export function dayHeading(name: string, language: string): string {
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'long' }).format(0);
  return /^\p{Lu}/u.test(weekday) ? name.charAt(0).toLocaleUpperCase(language) + name.slice(1) : name;
}
