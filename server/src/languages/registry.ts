import type { Language } from '../core/language.js';
import { bake } from './bake/index.js';
import { compose } from './compose/index.js';
import { configLanguage } from './config/index.js';
import { dockerfile } from './dockerfile/index.js';
import { env } from './env/index.js';
import { github } from './github/index.js';
import { kubernetes } from './kubernetes/index.js';

/** Every language that we know. A new one is added here and nowhere else. */
const checked: readonly Language[] = [dockerfile, compose, github, kubernetes, bake, env];

export const languages: readonly Language[] = [
  ...checked,
  configLanguage(() => languages.flatMap((language) => language.rules)),
];

/** How much of a text tells its language, in characters. */
export const headLength = 2048;

/** The language of a file; an editor's language id decides only where the path does not. */
export function detectLanguage(path: string, text: string, editorId?: string): Language | undefined {
  const head = text.slice(0, headLength);
  let best: Language | undefined;
  let bestScore = 0;
  for (const language of languages) {
    const score = language.detect(path, head);
    if (score > bestScore) {
      best = language;
      bestScore = score;
    }
  }
  return best ?? languages.find((language) => editorId !== undefined && language.editorIds.includes(editorId));
}

/** Whether a file is searched for by what stands in it: its path tells no language, but one may be told by its text. */
export function isToldByText(path: string): boolean {
  return !detectLanguage(path, '') && languages.some((language) => language.isToldByText?.(path));
}

/** The language of a file whose path tells none, of those that are searched for by text. */
export function languageByText(path: string, text: string): Language | undefined {
  const language = detectLanguage(path, text);
  return language?.isToldByText?.(path) ? language : undefined;
}
