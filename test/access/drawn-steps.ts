import fc from 'fast-check';

/** Each group is of acts of one kind: who may see what, what is said, what becomes of cases, and what lies where. */
export const Step = fc.record({
  act: fc.constantFrom(
    ...(['give', 'give', 'take', 'join', 'leave', 'wait', 'sector', 'sector'] as const),
    ...(['write', 'write', 'answer', 'open', 'note', 'note', 'tag', 'give-back', 'presence'] as const),
    ...(['team', 'team', 'assign', 'status', 'status'] as const),
    ...(['restrict', 'restrict', 'lift', 'break-glass', 'break-glass', 'end-glass'] as const),
    ...(['merge', 'merge', 'move', 'move', 'split', 'split', 'link'] as const),
  ),
  /** Who does it, or to whom it is done. */
  agent: fc.nat(99),
  one: fc.nat(99),
  other: fc.nat(99),
  /** Who reads afterwards, and what: each number stands for a read and for the case or person that it is of. */
  reader: fc.nat(99),
  reads: fc.array(fc.nat(9999), { minLength: 5, maxLength: 5 }),
});
export type Step = typeof Step extends fc.Arbitrary<infer Value> ? Value : never;

/** With which roles and teams each agent begins. */
export const Beginning = fc.array(fc.nat(9999), { minLength: 3, maxLength: 3 });

export const pick = <Item>(items: readonly Item[], n: number): Item | undefined => items[n % items.length];
