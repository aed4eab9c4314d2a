import type { RenderedTemplate } from '@guichet/contracts';

type Text = Pick<RenderedTemplate, 'number' | 'state'> & { blocks: readonly { versionId: string }[] };

const blocksOf = ({ blocks }: Text) => blocks.map(({ versionId }) => versionId).join();

/** The text of a template as it is by now, where it can be used, and says something else than the one that stands there. Pure. */
export function newerText<T extends Text>(standing: Text, now: T | undefined): T | undefined {
  if (!now || now.state === 'withdrawn') return undefined;
  return now.number !== standing.number || blocksOf(now) !== blocksOf(standing) ? now : undefined;
}
