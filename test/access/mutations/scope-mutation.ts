interface ScopeMutation {
  /** The checks that are removed now. */
  removed: ReadonlySet<string>;
  /** The checks that were asked since this was emptied. */
  reached: Set<string>;
  /** The scope of everything; set by `scope.js`, once it is loaded. */
  everything: unknown;
  is(id: string): boolean;
  everybody<Who extends object>(who: Who): Who;
}

/** What the switches in the product ask, and by whom it is said which checks are removed. */
export const mutation: ScopeMutation = (globalThis as { scopeMutation?: ScopeMutation }).scopeMutation ?? {
  removed: new Set(),
  reached: new Set(),
  everything: null,
  is(id) {
    this.reached.add(id);
    return this.removed.has(id);
  },
  // `Scope.of` gives such a principal everything.
  everybody: (who) => ({ ...who, maySeeEverything: true }),
};
Object.assign(globalThis, { scopeMutation: mutation });
