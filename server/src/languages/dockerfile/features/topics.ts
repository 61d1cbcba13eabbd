import type { FeatureContext } from '../../../core/features.js';
import { code } from '../../../core/markdown.js';
import { type ImageFacts, imageFacts, type Program } from '../../../images/base-images.js';
import { flagHelp } from '../grammar/flags.js';
import { instructionHelp, instructionPage, type KnownKind } from '../grammar/instructions.js';
import { mountKey, mountTypes } from '../grammar/mounts.js';
import type { Dockerfile } from '../model/dockerfile.js';
import type { InstructionKind } from '../syntax/tree.js';

type Context = FeatureContext<Dockerfile>;

/** Markdown about a thing that a completion names: `instruction:RUN`, `flag:COPY:from`, `image:node:24`, … */
export function describeTopic(context: Context, topic: string): string | undefined {
  const [kind, name, more] = split(topic);
  switch (kind) {
    case 'instruction':
      return instructionText(name as KnownKind);
    case 'flag':
      return flagText(name as InstructionKind, more ?? '');
    case 'mount':
      return name === 'type' && more !== undefined ? mountTypeText(more) : mountKeyText(name);
    case 'image':
      return imageText(context, name, more);
    case 'rule':
      return ruleText(context, topic.slice('rule:'.length));
    case 'directive':
      return directiveText(name);
    default:
      return undefined;
  }
}

function split(topic: string): readonly [string, string, string | undefined] {
  const first = topic.indexOf(':');
  const second = topic.indexOf(':', first + 1);
  if (second === -1) return [topic.slice(0, first), topic.slice(first + 1), undefined];
  return [topic.slice(0, first), topic.slice(first + 1, second), topic.slice(second + 1)];
}

function instructionText(kind: KnownKind): string | undefined {
  const help = instructionHelp[kind];
  return help && [shortInstructionText(kind), ...help.notes].join('\n\n');
}

/** What fits into a hover: what an instruction does and how it is written. */
export function shortInstructionText(kind: KnownKind): string {
  const { summary, forms } = instructionHelp[kind];
  return [`${summary} [Reference](${instructionPage(kind)})`, '', '```dockerfile', ...forms, '```'].join('\n');
}

export function flagText(kind: InstructionKind, name: string): string | undefined {
  const flag = flagHelp(kind, name);
  if (!flag) return undefined;
  const version = flag.since ?? (flag.labs === undefined ? undefined : `${flag.labs}-labs`);
  const since = version === undefined ? '' : `\n\nSince version ${version} of the Dockerfile frontend.`;
  return `\`--${flag.name}\`: ${flag.summary}\n\n${flag.text}${since}`;
}

export function mountTypeText(name: string): string | undefined {
  const type = mountTypes.find((one) => one.name === name);
  return type && `\`type=${type.name}\`: ${type.summary}\n\n${type.text}`;
}

export function mountKeyText(name: string): string | undefined {
  const key = mountKey(name);
  if (!key) return undefined;
  const other = key.other.length === 0 ? '' : `\n\nAlso written ${key.other.map((one) => `\`${one}\``).join(' or ')}.`;
  return `\`${key.name}\`: ${key.summary}\n\nFor mounts of type ${key.types.join(', ')}.${other}`;
}

const directives: Readonly<Record<string, string>> = {
  syntax:
    'The frontend that reads this file, an image of its own.\n\n`docker/dockerfile:1` is the newest of version 1, whatever the builder brings along.',
  escape: 'The character that continues lines and escapes: a backslash by default.\n\n`` ` `` is for Windows paths.',
  check:
    'What BuildKit checks: `skip=Name,Name` or `skip=all` leaves checks out, `error=true` makes each of them fail the build, `experimental=all` adds those that are tried out.\n\nAbove an instruction, `# check=skip=…` holds for it alone.',
};

export function directiveText(name: string): string | undefined {
  const text = Object.hasOwn(directives, name) ? directives[name] : undefined;
  return text && `**${name}** — ${text}`;
}

export function ruleText(context: Context, id: string): string | undefined {
  const rule = context.rules.get(id);
  return rule && `**${rule.summary}** (\`${rule.id}\`)\n\n${rule.why}`;
}

/** Facts of an image from the table; undefined for one that it does not know. */
export function imageText(context: Context, repository: string, tag: string | undefined): string | undefined {
  const facts = imageFacts(repository, tag);
  if (!facts) return undefined;
  const name = tag === undefined ? facts.name : `${facts.name}:${tag}`;
  const lines = [`**${code(name)}** — ${facts.summary}`, life(context, facts), ...factLines(facts), sources(facts)];
  return lines.filter((line) => line !== '').join('\n\n');
}

function life(context: Context, { endOfLife, deprecated, recommendedTag }: ImageFacts): string {
  if (deprecated) return `No longer maintained; use ${code(deprecated.replacement)}.`;
  if (!endOfLife) return recommendedTag === undefined ? '' : `A tag to pin: ${code(recommendedTag)}.`;
  const { date, product, cycle, nextTag } = endOfLife;
  if (date > context.today) return `Gets updates until ${date} (${product} ${cycle}).`;
  const next = nextTag === undefined ? '' : ` Next: ${code(nextTag)}.`;
  return `**No updates since ${date}** (${product} ${cycle}).${next}`;
}

const telling: readonly Program[] = ['bash', 'curl', 'wget', 'git', 'nc', 'python3', 'ca-certificates'];

function factLines(facts: ImageFacts): readonly string[] {
  const { user, shell, packageManager, workdir, ports, stopSignal, programs } = facts;
  const first: string[] = [];
  if (user) first.push(`runs as ${code(user.name)}${user.uid === undefined ? '' : ` (${user.uid})`}`);
  if (shell !== undefined) first.push(shell === null ? 'no shell' : `shell ${code(shell.path)} (${shell.kind})`);
  if (packageManager !== undefined)
    first.push(packageManager === null ? 'no package manager' : `packages by ${packageManager}`);
  const second: string[] = [];
  if (workdir !== undefined) second.push(`works in ${code(workdir)}`);
  if (ports) second.push(`listens on ${ports.join(', ')}`);
  if (stopSignal !== undefined) second.push(`stops on ${stopSignal}`);
  const has = telling.filter((program) => programs.get(program) === true);
  const lacks = telling.filter((program) => programs.get(program) === false);
  const third = [
    ...(has.length > 0 ? [`has ${has.join(', ')}`] : []),
    ...(lacks.length > 0 ? [`no ${lacks.join(', ')}`] : []),
  ];
  return [first, second, third].filter((parts) => parts.length > 0).map((parts) => sentence(parts.join('; ')));
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function sources({ sources: all }: ImageFacts): string {
  const newest = [...all].sort((a, b) => (a.date < b.date ? 1 : -1)).slice(0, 3);
  if (newest.length === 0) return '';
  return `Sources: ${newest.map(({ address, date }, i) => `[${i + 1}](${encodeURI(address)}) (${date})`).join(', ')}`;
}
