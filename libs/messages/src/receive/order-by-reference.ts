import type { InboundMessage } from '@guichet/channels';

/**
 * Returns messages so that each comes after those of them to which it refers, and otherwise in their order: an answer may be received
 * before the large mail that it answers. Messages that refer to each other keep their order.
 */
export function inOrderOfReference<Item extends { message: InboundMessage }>(items: readonly Item[]): Item[] {
  const byKey = new Map(items.map((item) => [`ref:${item.message.externalId}`, item]));
  const ordered = new Set<Item>();
  const entered = new Set<Item>();
  const add = (item: Item): void => {
    if (entered.has(item)) return;
    entered.add(item);
    for (const key of item.message.threadKeys) {
      const parent = byKey.get(key);
      if (parent) add(parent);
    }
    ordered.add(item);
  };
  items.forEach(add);
  return [...ordered];
}
