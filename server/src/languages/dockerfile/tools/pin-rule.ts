import type { Category, Example, Profile, Rule } from '../../../core/rule.js';
import type { ShellWord } from '../../../shell/read.js';
import type { Project } from '../model/project-files.js';
import { dockerfileRule } from '../rule.js';
import { type PackageCommand, packageCommand, packagesOf } from './package-commands.js';

export interface PinSpec {
  readonly tool: string;
  readonly why: string;
  readonly profile: Profile;
  readonly peers: readonly string[];
  readonly category?: Category;
  /** How a version is written, for the message: `curl=8.14.1`. */
  readonly form: string;
  /** Whether the command installs packages whose versions count. */
  readonly installs: (command: PackageCommand) => boolean;
  /** The words that are packages, where not all after the verb are. */
  readonly words?: (command: PackageCommand) => readonly ShellWord[];
  readonly isPinned: (name: string, command: PackageCommand) => boolean;
  /** Whether something else than the word says which version is meant. */
  readonly settled?: (command: PackageCommand, project: Project) => boolean;
  /** Peers that would report this very command. */
  readonly aliases?: (command: PackageCommand) => readonly string[];
  readonly examples: readonly Example[];
}

/** A rule about packages without a version: one finding per command, at the first such package, naming all. */
export function pinRule(id: string, spec: PinSpec): Rule {
  return dockerfileRule(id, {
    summary: `${spec.tool} installs packages without a version`,
    why: spec.why,
    category: spec.category ?? 'reliability',
    severity: 'warning',
    profile: spec.profile,
    since: '0.1',
    peers: spec.peers,
    fix: 'none',
    reach: 'part',
    messages: {
      one: 'No version is given for "{packages}", so each build may get another. Name one, as in "{form}".',
      several: 'No versions are given for {packages}, so each build may get others. Name them, as in "{form}".',
    },
    on: {
      command(use, ctx) {
        const command = packageCommand(use);
        if (!command || command.dry || !spec.installs(command) || spec.settled?.(command, ctx)) return;
        const unpinned: { word: ShellWord; name: string }[] = [];
        for (const word of spec.words?.(command) ?? command.words) {
          for (const name of packagesOf(ctx.document, use, word)) {
            if (!spec.isPinned(name, command)) unpinned.push({ word, name });
          }
        }
        const [first] = unpinned;
        if (!first) return;
        const packages = unpinned.map(({ name }) => name).join(', ');
        ctx.report(
          use.span(first.word),
          unpinned.length === 1 ? 'one' : 'several',
          { packages, form: spec.form },
          { aliases: spec.aliases?.(command) ?? spec.peers },
        );
      },
    },
    examples: spec.examples,
  });
}
