import type { Fact } from '../../core/facts.js';
import { ancestors, join } from '../../core/path.js';
import { allVariablesIn } from '../../dotenv/interpolation.js';
import type { EnvDocument } from './document.js';

const mostFolders = 4;

/**
 * - `variable`: definitions of what the file sets, in the scope of its path; references of its values to what it sets itself,
 *   or what the project's `.env` beside it or further up may set.
 */
export function envFacts(document: EnvDocument, path: string): readonly Fact[] {
  const found: Fact[] = [];
  const scopes = new Set([
    path,
    ...ancestors(path)
      .slice(0, mostFolders)
      .map((folder) => join(folder, '.env')),
  ]);
  for (const { key, keySpan, valueSpan, expands } of document.entries) {
    if (key !== '') found.push({ kind: 'variable', role: 'definition', scope: path, name: key, span: keySpan });
    if (!expands || !valueSpan) continue;
    for (const { name, nameStart } of allVariablesIn(document.text.slice(valueSpan.start, valueSpan.end)).variables) {
      const start = valueSpan.start + nameStart;
      const span = { start, end: start + name.length };
      for (const scope of scopes) found.push({ kind: 'variable', role: 'reference', scope, name, span });
    }
  }
  return found;
}
