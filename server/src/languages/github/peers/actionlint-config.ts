import { glob } from '../../../core/glob.js';
import { linearPattern, type Pattern } from '../../../core/pattern.js';
import type { NamedFile, Said } from '../peer-settings.js';
import { type Table, tableOf, textsOf } from './settings-data.js';

const mostPatterns = 200;

/** What `.github/actionlint.yaml` says: labels of own runners, variables, and messages that are left out. */
export function actionlintSettings(data: Table, file: NamedFile): Said {
  const options: Record<string, Table> = {};
  const labels = textsOf(tableOf(data['self-hosted-runner']).labels);
  if (labels) options['github/unknown-runner-label'] = { labels };
  const variables = textsOf(data['config-variables']);
  if (variables) options['github/undefined-variable'] = { variables };
  const ignored = Object.entries(tableOf(data.paths))
    .filter(([pattern]) => glob(pattern)(file.path))
    .flatMap(([, settings]) => textsOf(tableOf(settings).ignore) ?? [])
    .slice(0, mostPatterns)
    .flatMap((text) => linearPattern(text) ?? []);
  if (ignored.length === 0) return { peer: 'actionlint', options };
  return {
    peer: 'actionlint',
    options,
    ignores: ({ message, aliases }) => {
      const texts = aliases.flatMap((alias) => shown(alias, aliases, message));
      return texts.some((text) => ignored.some((matches: Pattern) => matches(text)));
    },
  };
}

/**
 * What actionlint shows of a finding, as far as that does not depend on its words: the kind, our message with the kind, and
 * the code of ShellCheck.
 */
function shown(alias: string, aliases: readonly string[], message: string): readonly string[] {
  if (!alias.startsWith('actionlint:')) return [];
  const kind = alias.slice('actionlint:'.length);
  const texts = [kind, message, `${message} [${kind}]`];
  if (kind !== 'shellcheck') return texts;
  const codes = aliases.filter((one) => one.startsWith('shellcheck:')).map((one) => one.slice('shellcheck:'.length));
  return [
    ...texts,
    ...codes.map((code) => `shellcheck reported issue in this script: ${code}:warning:1:1: ${message}`),
  ];
}
