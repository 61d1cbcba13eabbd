import type { ShellWord } from '../../../shell/read.js';
import type { PackageCommand } from './package-commands.js';

/** The packages of `install X` and of `module install X`. */
export function moduleWords({ action, words }: PackageCommand): readonly ShellWord[] {
  return action === 'module' ? words.slice(1) : words;
}

/**
 * Whether a package of yum or dnf has a version: `name-version[-release]`, where a part after the first dash starts with
 * a digit. A module has its stream behind a colon.
 */
export function isPinnedRpm(name: string, action: string): boolean {
  if (action === 'module') return name.includes(':');
  if (name.endsWith('.rpm')) return true;
  const [, ...parts] = name.split('-');
  return parts.length > 0 && parts.every((part) => /^[\w.~+^:]+$/.test(part)) && parts.some((part) => /^\d/.test(part));
}
