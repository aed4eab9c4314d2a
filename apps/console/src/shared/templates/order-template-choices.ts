interface Found<Choice> {
  choices: readonly Choice[];
  /** Whether a choice has in its name what is typed now. */
  isNamed: (choice: Choice) => boolean;
  /** The choices are those of what was typed before. */
  areOld: boolean;
}

/**
 * Returns the choices in their order: what has the words in its name is meant, and not what has them in its text. Until the server has
 * searched for what is typed, only those are left that it names: Enter takes the first one.
 */
export const orderTemplateChoices = <Choice>({ choices, isNamed, areOld }: Found<Choice>): Choice[] =>
  areOld ? choices.filter(isNamed) : choices.toSorted((one, other) => Number(isNamed(other)) - Number(isNamed(one)));
