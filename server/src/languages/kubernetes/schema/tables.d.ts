// What the build makes of the packages and facts in scripts/kubernetes: JSON, and a line for each type.

/** The first line of each package's types. */
export const chunks: string;
/** API versions, with their kinds. */
export const kinds: string;
/** Types: a name, a tab and JSON. scripts/kubernetes/encode.mjs says what it means. */
export const types: string;
/** The first and the last release of Kubernetes that is known. */
export const releases: string;
