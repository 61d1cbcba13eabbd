import type { ShellWord } from '../../../shell/read.js';
import { rootImage } from '../model/dockerfile.js';
import type { PackageCommand } from './package-commands.js';

/** The packages of `install X` and of `module install X`. */
export function moduleWords({ action, words }: PackageCommand): readonly ShellWord[] {
  return action === 'module' ? words.slice(1) : words;
}

/** `group install X` and `module install X`. */
export function installsGroup({ action, words }: PackageCommand): boolean {
  return (action === 'group' || action === 'module') && /^(?:install|upgrade)$/.test(words[0]?.value ?? '');
}

/** Where dnf and microdnf keep what they fetch: dnf 5, which Fedora has, in a folder of its own. */
export function cacheOf({ manager, use }: PackageCommand): string {
  const distribution = use.stage && rootImage(use.stage)?.repository;
  if (use.command.name === 'dnf5' || distribution === 'fedora') return '/var/cache/libdnf5';
  return manager === 'microdnf' ? '/var/cache/yum' : '/var/cache/dnf';
}

/**
 * Whether a package of yum or dnf has a version: `name-version[-release]`, where a part after the first dash starts with
 * a digit. A module has its stream behind a colon, also as `@module:stream`.
 */
export function isPinnedRpm(name: string, action: string): boolean {
  if (action === 'module') return name.includes(':');
  // `@group` has no version, and `@module:stream` has one.
  if (name.endsWith('.rpm') || name.startsWith('@')) return true;
  const [, ...parts] = name.split('-');
  return parts.length > 0 && parts.every((part) => /^[\w.~+^:]+$/.test(part)) && parts.some((part) => /^\d/.test(part));
}
