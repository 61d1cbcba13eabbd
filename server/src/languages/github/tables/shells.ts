import type { RunnerOs } from './runners.js';

// The shells that steps know by name. Source: GitHub's page "Workflow syntax" on `jobs.<job_id>.steps[*].shell` (2026-08).

export interface ShellFact {
  /** Where it is there. */
  readonly os: readonly RunnerOs[];
  /** What the runner starts; `{0}` is the file with the script. */
  readonly command: string;
}

const everywhere: readonly RunnerOs[] = ['linux', 'macos', 'windows'];

export const shells: Readonly<Record<string, ShellFact>> = {
  bash: { os: everywhere, command: 'bash --noprofile --norc -eo pipefail {0}' },
  pwsh: { os: everywhere, command: 'pwsh -command ". \'{0}\'"' },
  python: { os: everywhere, command: 'python {0}' },
  sh: { os: ['linux', 'macos'], command: 'sh -e {0}' },
  cmd: { os: ['windows'], command: '%ComSpec% /D /E:ON /V:OFF /S /C "CALL "{0}""' },
  powershell: { os: ['windows'], command: 'powershell -command ". \'{0}\'"' },
};

export const shellNames: readonly string[] = Object.keys(shells);

/** What runs a script where no shell is written. Without a name it is Bash without `pipefail`, or `sh` in a container that has none. */
export function defaultShell(os: RunnerOs): { readonly name: string; readonly command: string } {
  return os === 'windows'
    ? { name: 'pwsh', command: shells.pwsh?.command ?? '' }
    : { name: 'bash', command: 'bash -e {0}' };
}

/** Names of shells are case-insensitive to the runner. */
export function shellFact(name: string): ShellFact | undefined {
  const known = name.toLowerCase();
  return Object.hasOwn(shells, known) ? shells[known] : undefined;
}

/** Whether a text is a command of the user's own, which gets the script in place of `{0}`. */
export function isShellTemplate(text: string): boolean {
  return text.includes('{0}');
}
