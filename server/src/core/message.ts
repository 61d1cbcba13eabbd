export type MessageParams = Readonly<Record<string, string | number>>;

/** Returns the template of a message key in the user's language, or undefined to use the English one. */
export type Translate = (key: string) => string | undefined;

const longestValue = 120;

/** Fills `{name}` places of a template. Values come from files, so control characters go and long ones are cut. */
export function format(template: string, params: MessageParams): string {
  return template.replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = params[name];
    return value === undefined ? place : shortened(printable(String(value)));
  });
}

function shortened(text: string): string {
  return text.length > longestValue ? `${text.slice(0, longestValue - 1)}…` : text;
}

/** A text without characters that a terminal would obey. */
export function printable(value: string): string {
  return value.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, ' ');
}
