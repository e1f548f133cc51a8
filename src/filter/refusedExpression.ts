/** Thrown for what a `where` may not hold; the caller adds the rule and the expression. */
export class RefusedExpression extends Error {}
