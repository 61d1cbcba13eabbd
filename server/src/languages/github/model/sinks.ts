import type { Uses } from './uses.js';

// Inputs of actions that run their text as a program or a template. Sources: CodeQL's models of actions (MIT, 2026-08), and
// the actions' own documentation.

const sinks: Readonly<Record<string, readonly string[]>> = {
  'actions/github-script': ['script'],
  'addnab/docker-run-action': ['options', 'run'],
  'amadevus/pwsh-script': ['script'],
  'appleboy/ssh-action': ['script'],
  'azure/cli': ['inlineScript'],
  'azure/powershell': ['inlineScript'],
  'cardinalby/js-eval-action': ['expression'],
  'devorbitus/yq-action-output': ['cmd'],
  'gautamkrishnar/blog-post-workflow': ['item_exec'],
  'imjohnbo/issue-bot': ['body', 'linked-comments-*-issue-text'],
  'jannekem/run-python-script-action': ['script'],
  'lucasbento/auto-close-issues': ['*-close-message'],
  'mikefarah/yq': ['cmd'],
  'roots/issue-closer-action': ['*-close-message'],
  'sergeysova/jq-action': ['cmd'],
  'skitionek/notify-microsoft-teams': ['overwrite'],
  'tibdex/backport': ['*_template'],
  '8398a7/action-slack': ['custom_payload'],
};

/** Whether an action takes an input as a program, so that whoever has a say in its text has one in what runs. */
export function isSink(uses: Uses | undefined, input: string): boolean {
  if (uses?.form.kind !== 'repository' || !Object.hasOwn(sinks, uses.form.slug)) return false;
  const name = input.toLowerCase();
  return (sinks[uses.form.slug] ?? []).some((pattern) => matches(pattern.toLowerCase(), name));
}

/** `*` in a pattern stands for any text, at one place. */
function matches(pattern: string, name: string): boolean {
  const star = pattern.indexOf('*');
  if (star === -1) return pattern === name;
  const [head, tail] = [pattern.slice(0, star), pattern.slice(star + 1)];
  return name.length >= head.length + tail.length && name.startsWith(head) && name.endsWith(tail);
}
