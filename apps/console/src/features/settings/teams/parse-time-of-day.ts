/** What was typed as a time of day, as `HH:MM`: `9`, `9h30`, `9:30`, `930` and `0930` are all one. Undefined when it is none. */
export function parseTimeOfDay(typed: string): string | undefined {
  const [, hours, minutes = '0'] = /^\s*(\d{1,2})\s*(?:[:h.]?\s*(\d{2})|[:h.])?\s*$/i.exec(typed) ?? [];
  if (hours === undefined || Number(minutes) > 59 || Number(hours) * 60 + Number(minutes) > 24 * 60) return undefined;
  return `${hours.padStart(2, '0')}:${minutes.padStart(2, '0')}`;
}
