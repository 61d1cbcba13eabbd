import type { NamedFile, Said } from '../peer-settings.js';
import { type Table, tableOf, textsOf } from './settings-data.js';

/** The levels that poutine gives its rules. */
const levels: Readonly<Record<string, string>> = {
  confused_deputy_auto_merge: 'error',
  debug_enabled: 'note',
  default_permissions_on_risky_events: 'warning',
  if_always_true: 'error',
  injection: 'warning',
  job_all_secrets: 'warning',
  pr_runs_on_self_hosted: 'warning',
  untrusted_checkout_exec: 'error',
  unverified_script_exec: 'note',
};

/** What `.poutine.yml` says: `skip`, by rule, level and path, `allowedRules`, and the runners that pull requests may use. */
export function poutineSettings(data: Table, file: NamedFile): Said {
  const skipped = Array.isArray(data.skip) ? data.skip.flatMap((one) => skippedRules(tableOf(one), file.path)) : [];
  const only = textsOf(data.allowedRules);
  const others = only && only.length > 0 ? Object.keys(levels).filter((rule) => !only.includes(rule)) : [];
  const runners = tableOf(tableOf(data.rulesConfig).pr_runs_on_self_hosted).allowed_runners;
  const allow = textsOf(Array.isArray(runners) || typeof runners === 'string' ? runners : tableOf(runners).value);
  return {
    peer: 'poutine',
    off: [...skipped, ...others].map((rule) => `poutine:${rule}`),
    options: allow
      ? { 'github/self-hosted-runner': { allow: allow.map((runner) => runner.replace(/^(?:label|group):/, '')) } }
      : {},
  };
}

/** The rules that an entry of `skip` takes out for a file; none where it is about jobs or packages, which only poutine knows. */
function skippedRules(entry: Table, path: string): readonly string[] {
  if (Object.keys(entry).some((key) => key !== 'rule' && key !== 'path' && key !== 'level')) return [];
  const [rules, paths, wanted] = [textsOf(entry.rule), textsOf(entry.path), textsOf(entry.level)];
  if ((!rules && !paths && !wanted) || (paths && !paths.includes(path))) return [];
  return (rules ?? Object.keys(levels)).filter((rule) => !wanted || wanted.includes(levels[rule] ?? ''));
}
