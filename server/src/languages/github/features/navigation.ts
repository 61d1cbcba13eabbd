import { replace } from '../../../core/edit.js';
import { contains } from '../../../core/text.js';
import {
  type FoundName,
  isDefinition,
  type Naming,
  type Navigation,
  namedNavigation,
} from '../../../yaml/named-navigation.js';
import type { GithubDocument } from '../document.js';
import { type NameKind, type NameUse, namesIn } from '../model/names.js';
import { sameNames } from '../model/names-across.js';
import type { Context } from './expression-at.js';
import { links } from './links.js';

interface Use extends NameUse {
  readonly path: string;
}

function usesOf(use: NameUse, context: Context): readonly Use[] {
  return sameNames(use, context).map((one) => ({ ...one.use, path: one.path }));
}

function refusal({ use, same }: FoundName<NameKind, Use>): string | undefined {
  if (use.kind === 'secret' && /^(?:GITHUB_TOKEN|ACTIONS_(?:STEP|RUNNER)_DEBUG)$/i.test(use.name))
    return `"${use.name}" is GitHub's own.`;
  if (same.some(isDefinition)) return undefined;
  return `No file of this repository defines ${nouns[use.kind]} "${use.name}".`;
}

const nouns: Readonly<Record<NameKind, string>> = {
  job: 'a job',
  step: 'a step',
  input: 'an input',
  secret: 'a secret',
  output: 'an output',
  matrix: 'a key of the matrix',
  anchor: 'an anchor',
};

const id = {
  pattern: /^(?!__)[A-Za-z_][A-Za-z0-9_-]{0,99}$/,
  text: 'has letters, digits, "_" and "-", and no digit first',
};

const grammars: Naming<GithubDocument, NameKind, Use>['grammars'] = {
  job: id,
  step: id,
  input: id,
  output: id,
  matrix: id,
  secret: {
    pattern: /^(?!GITHUB_|__)[A-Za-z_]\w*$/i,
    text: 'has letters, digits and "_", and does not begin with "GITHUB_"',
  },
  anchor: { pattern: /^(?!__)[^\s,[\]{}&*]+$/, text: 'has no spaces, commas, brackets, "&" and "*"' },
};

/** Names in all files of the repository that mean the same. */
export const navigation: Navigation<GithubDocument> = namedNavigation<GithubDocument, NameKind, Use>({
  find(context, offset) {
    const { document, path } = context;
    const use = namesIn(document, path).find(({ span }) => contains(span, offset));
    if (!use) return undefined;
    return {
      use: { ...use, path },
      same: usesOf(use, context),
      isTaken: (name) =>
        name.toLowerCase() !== use.name.toLowerCase() && usesOf({ ...use, name }, context).some(isDefinition),
    };
  },
  links,
  nouns,
  grammars,
  refusal,
  renamed: ({ span }, name) => replace(span, name),
});
