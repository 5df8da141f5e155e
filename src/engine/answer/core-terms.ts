// The two kinds of AI that the field is about; both are too broad to be offered whenever they are named, and are classes of other things.

/** The core question's two entries, by id. */
export const coreTerms = ['llm', 'generative-ai'] as const;

/** Whether an entry, by id, is one of them. */
export const isCoreTerm = (id: string): boolean => coreTerms.some((term) => term === id);
