import { bad, good, type Rule } from '../../../core/rule.js';
import { unusedSuppressionRule } from '../../../core/unused.js';

export const rule: Rule = unusedSuppressionRule('env', [
  bad('# platform-builder: ignore[‹env/duplicate-key›] moved\nTAG=1\n', { fixed: 'TAG=1\n' }),
  good('TAG=1\n# platform-builder: ignore[env/duplicate-key] the newer one\nTAG=2\n'),
]);
