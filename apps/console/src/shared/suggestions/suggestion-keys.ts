export interface PressedKey {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  /** A word is being put together, as in Japanese: its keys are not ours. */
  isComposing: boolean;
}

/** Returns what a key does in a list of suggestions whose field keeps the focus; undefined: it is for the field. */
export function suggestionStep(
  { key, ctrlKey, metaKey, isComposing }: PressedKey,
  { active, count }: { active: number; count: number },
): { to: number } | 'take' | 'close' | undefined {
  if (count === 0 || ctrlKey || metaKey || isComposing) return undefined;
  if (key === 'ArrowDown') return { to: (active + 1) % count };
  if (key === 'ArrowUp') return { to: (active - 1 + count) % count };
  if (key === 'Enter' || key === 'Tab') return 'take';
  return key === 'Escape' ? 'close' : undefined;
}
