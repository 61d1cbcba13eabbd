import type { IgnoreContext, PeerSettings } from '../../../core/language.js';
import { type Position, positionAt } from '../../../core/text.js';
import type { NamedFile, Said } from '../peer-settings.js';
import { type Table, tableOf, textsOf } from './settings-data.js';

const levels = { high: 'error', medium: 'warning', low: 'info', informational: 'info' } as const;

/** What `zizmor.yml` says: `rules.<id>` with `disable`, `ignore`, `remap` and `config`. */
export function zizmorSettings(data: Table, file: NamedFile): Said {
  const off: string[] = [];
  const mapped: Record<string, PeerSettings['levels'][string]> = {};
  const options: Record<string, Table> = {};
  const on: string[] = [];
  const places = new Map<string, readonly Place[]>();
  for (const [id, written] of Object.entries(tableOf(data.rules))) {
    const { disable, ignore, remap, config } = tableOf(written);
    const name = `zizmor:${id}`;
    const found = (textsOf(ignore) ?? []).flatMap((text) => placeOf(text, file.name) ?? []);
    if (disable === true || found.includes('file')) off.push(name);
    places.set(
      name,
      found.filter((place) => place !== 'file'),
    );
    const severity = tableOf(remap).severity;
    const level = typeof severity === 'string' ? levels[severity as keyof typeof levels] : undefined;
    if (level !== undefined) mapped[name] = level;
    const settings = optionsOf(id, tableOf(config));
    if (!settings) continue;
    options[name] = settings;
    on.push(name);
  }
  return {
    peer: 'zizmor',
    off,
    levels: mapped,
    options,
    on,
    ignores: ({ span, aliases }, around) =>
      aliases.some((alias) => {
        const ignored = places.get(alias);
        return ignored !== undefined && ignored.length > 0 && isAt(span.start, ignored, around);
      }),
  };
}

/** One-based, as they are written. */
interface Place {
  readonly line: number;
  readonly column: number | undefined;
}

/** `ci.yml`, `ci.yml:12` or `ci.yml:12:3`; undefined for another file. */
function placeOf(text: string, name: string): Place | 'file' | undefined {
  const match = /^(.*?)(?::(\d{1,7}))?(?::(\d{1,7}))?$/.exec(text);
  if (match?.[1] !== name) return undefined;
  if (match[2] === undefined) return 'file';
  return { line: Number(match[2]), column: match[3] === undefined ? undefined : Number(match[3]) };
}

/** Whether one of the places is that of a finding, or of the step or the key that it is in. */
function isAt(offset: number, places: readonly Place[], { text, lines }: IgnoreContext): boolean {
  const at = positionAt(lines, offset);
  const lineText = (line: number): string => {
    const start = lines.starts[line] ?? text.length;
    return text.slice(start, lines.starts[line + 1] ?? text.length);
  };
  const isNamed = ({ line, character }: Position): boolean =>
    places.some((place) => place.line === line + 1 && (place.column === undefined || place.column === character + 1));
  if (isNamed(at)) return true;
  // A finding has more than one place for zizmor: the first line of its step and that of the key are two of them.
  let indent = startOf(lineText(at.line));
  for (let line = at.line; line >= 0; line--) {
    const shown = lineText(line);
    if (shown.trim() === '' || shown.trimStart().startsWith('#')) continue;
    const start = startOf(shown);
    if (line < at.line && start >= indent) continue;
    indent = start;
    if (isNamed({ line, character: start })) return true;
    const isItem = /^\s*- /.test(shown);
    if (isItem) return isNamed({ line, character: start + 2 });
  }
  return false;
}

function startOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** The options of our rules that a rule's `config` stands for. */
function optionsOf(id: string, config: Table): Table | undefined {
  switch (id) {
    case 'unpinned-uses': {
      const policies = Object.entries(tableOf(config.policies)).filter(([, policy]) => typeof policy === 'string');
      return policies.length > 0 ? { policies: Object.fromEntries(policies) } : undefined;
    }
    case 'forbidden-uses': {
      const [allow, deny] = [textsOf(config.allow), textsOf(config.deny)];
      // An empty list allows none.
      if (allow) return allow.length > 0 ? { allow } : { deny: ['*'] };
      return deny && { deny };
    }
    case 'dependabot-cooldown':
      return typeof config.days === 'number' ? { days: config.days } : undefined;
    case 'secrets-outside-env': {
      const allow = textsOf(config.allow);
      return allow && { allow };
    }
    default:
      return undefined;
  }
}
