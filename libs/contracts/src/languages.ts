/** The languages of replies and screens. */
export const languages = ['fr', 'en'] as const;
