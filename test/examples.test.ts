import { describe, expect, it } from 'vitest';
import { languages } from '../server/src/languages/registry.js';
import { findingsOf, fixed, mark, unmark } from './support/examples.js';

// Every rule proves itself on its own examples: it reports what is marked and nothing else, and its fixes give what is
// written and leave nothing of the finding.
for (const language of languages) {
  for (const rule of language.rules) {
    // What only a program of the user's can find has no examples that could be run here.
    if (rule.tags?.includes('external')) continue;
    describe(rule.id, () => {
      it('has a bad and a good example', () => {
        expect(rule.examples.some((example) => !example.valid)).toBe(true);
        expect(rule.examples.some((example) => example.valid)).toBe(true);
      });
      rule.examples.forEach((example, index) => {
        it(`${example.valid ? 'leaves' : 'reports'} example ${index + 1}`, async () => {
          const { text, spans } = unmark(example.text);
          const findings = await findingsOf(rule, example, text);
          expect(
            mark(
              text,
              findings.map((finding) => finding.span),
            ),
          ).toBe(mark(text, spans));
          if (!example.valid) expect(spans.length).toBeGreaterThan(0);
          if (rule.fix === 'none') expect(findings.flatMap((finding) => finding.fixes)).toEqual([]);
          if (example.fixed === undefined) return;
          const result = fixed(text, findings);
          expect(result).toBe(example.fixed);
          const again = await findingsOf(rule, example, result);
          expect(fixed(result, again)).toBe(result);
        });
      });
      if (rule.fix !== 'none' && rule.examples.length > 0) {
        it('shows what its fix gives', () => {
          expect(rule.examples.some((example) => example.fixed !== undefined)).toBe(true);
        });
      }
    });
  }
}
