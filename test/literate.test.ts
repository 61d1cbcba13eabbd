import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { filesBelow, root } from './support/fixtures.js';
import { type Block, fileOf, rewrite, sections } from './support/literate.js';
import { answer, isQuestion } from './support/questions.js';

// Editor features as documents: each section of test/features/**/*.md is a test. `UPDATE=1` writes what is answered
// into the documents, to be read before it is committed.
const update = process.env.UPDATE === '1';

for (const path of filesBelow(join(root, 'test/features')).filter((name) => name.endsWith('.md'))) {
  const markdown = readFileSync(path, 'utf8');
  const changes: { block: Block; content: string }[] = [];
  describe(path.slice(root.length), () => {
    const found = sections(markdown);
    it('has sections', () => expect(found.length).toBeGreaterThan(0));
    for (const section of found) {
      it(section.title, async () => {
        const questions = section.blocks.filter((block) => isQuestion(block.info[0] ?? ''));
        const files = section.blocks.filter((block) => !questions.includes(block)).map(fileOf);
        expect(files.length).toBeGreaterThan(0);
        expect(questions.length).toBeGreaterThan(0);
        for (const block of questions) {
          const content = await answer(files, block.info);
          if (update) {
            if (content !== block.content) changes.push({ block, content });
          } else expect(content, block.info.join(' ')).toBe(block.content);
        }
      });
    }
    afterAll(() => {
      if (changes.length > 0) writeFileSync(path, rewrite(markdown, changes));
    });
  });
}
