/** What is appended to `scope.ts`, so that it hands out the scope of everything. */
export const APPENDED = `
if (globalThis.scopeMutation) {
  globalThis.scopeMutation.everything = Scope.whole;
  const limited = Scope.of;
  Scope.of = (who, ...reached) => (who.maySeeEverything ? Scope.whole : limited.call(Scope, who, ...reached));
}
`;
