import { describe, expect, it } from 'vitest';
import { applyEdits } from '../server/src/core/edit.js';
import type { FeatureContext } from '../server/src/core/features.js';
import { type ComposeDocument, parseCompose } from '../server/src/languages/compose/document.js';
import { navigation } from '../server/src/languages/compose/features/navigation.js';
import { namesOf } from '../server/src/languages/compose/model/names.js';
import { recordFiles } from '../server/src/workspace/files.js';
import { composeFiles } from './support/fixtures.js';

// A rename leaves nothing behind: every place has the new name, the file reads as before, and nothing else changed.
const fresh = 'zz_fresh';

function contextOf(text: string): FeatureContext<ComposeDocument> {
  const { view } = recordFiles({ 'compose.yaml': text, '.env': 'TAG=1\n' });
  return {
    document: parseCompose(text),
    path: 'compose.yaml',
    text,
    files: view,
    graph: { of: () => undefined, references: () => [], definitions: () => [], complete: false },
    today: '2026-06-01',
    rules: new Map(),
  };
}

describe('renames', () => {
  it.each(composeFiles.map(({ name, text }) => [name, text] as const))('%s', (_name, text) => {
    const context = contextOf(text);
    const names = namesOf(context.document, context.path, context.files);
    const problems = (document: ComposeDocument): number =>
      document.stream.documents.reduce((sum, one) => sum + one.problems.length, 0);
    for (const use of names.in(context.path)) {
      const target = navigation.prepareRename(context, use.span.end);
      if (!target) continue;
      const result = navigation.rename(context, target.span.end, fresh);
      if ('refused' in result) throw new Error(result.refused);
      const own = result.edits.filter(({ path }) => path === undefined);
      const after = applyEdits(text, own);
      const again = contextOf(after);
      const left = namesOf(again.document, again.path, again.files);
      const count = own.length;
      expect(problems(again.document), after).toBe(problems(context.document));
      expect(left.in(again.path).filter(({ name }) => name === fresh).length, after).toBe(count);
      expect(left.in(again.path).length, after).toBe(names.in(context.path).length);
    }
  });
});
