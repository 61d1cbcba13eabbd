// Compares our reader of Dockerfiles with BuildKit's parser, and our expansion of variables with its shell lexer: over the
// texts that are given, over thousands of mutations of them, and over random words. The seed is fixed, so that a run can
// be repeated: READING_SEED changes it, READING_RUNS the number.
import { importSources } from '../bundles.mjs';

const runs = Number(process.env.READING_RUNS ?? 6000);
const shown = 5;

let state = Number(process.env.READING_SEED ?? 1) * 2654435761;

/** A number below the limit: xorshift, as Math.random cannot be repeated. */
function random(limit) {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % limit;
}
const pick = (list) => list[random(list.length)];

const pieces = [
  ...['\\', '`', '"', "'", '\n', '\r', '\r\n', '\t', ' ', '\v', '\f', '\u2028', '\0', 'é', 'à', '😀'],
  ...['<<EOF', '<<-EOF', '<<"E F"', '<< EOF', '<', '3<<X', '\nEOF\n', '--', '--x', '--from=a ', '[', ']', '["a", "b"]'],
  ...[',', '=', '$', '{', '}', '${x:-', ':', '#', '\n#\n', '\n# c\n', '# escape=`\n', '# syntax=a\n', '\\\n', '\\ \n'],
  ...[
    '\\\n\n',
    '`\n',
    'ONBUILD ',
    'RUN ',
    'HEALTHCHECK ',
    'CMD ',
    'COPY ',
    'ENV ',
    'ARG ',
    'a',
    '1',
    'null',
    '\\u0041',
  ],
];

function mutate(text) {
  let changed = text;
  for (let left = 1 + random(4); left > 0; left--) {
    const at = random(changed.length + 1);
    const from = random(changed.length + 1);
    const what = random(5);
    if (what < 3) changed = changed.slice(0, at) + pick(pieces) + changed.slice(at);
    else if (what === 3) changed = changed.slice(0, at) + changed.slice(at + 1 + random(3));
    else changed = changed.slice(0, at) + changed.slice(from, from + random(30)) + changed.slice(at);
  }
  return (random(20) === 0 ? '\ufeff' : '') + changed.toWellFormed();
}

const variables = { A: 'abcabc', B: 'a/b/c.d', E: '', D: 'x*y?z' };
const wordPieces = [
  ...['$A', '${A}', '$B', '${B', '${E', '${U', '$U', '$', '{', '}', ':', '-', '+', '?', '#', '##', '%', '%%', '/'],
  ...['*', 'a', 'b', '.', '"', "'", '\\', '`', ' ', '${A:-', '${U:-', '${E:+', '${A#', '${A%', '${B##*', '${B%%/'],
  ...['${B/', '${B//', '$$', '$1', '${@}', 'é', '\\}', '\\/', '\\*', '[', '(', '^', '<'],
];

/** The parts of an instruction, in the parser's terms. */
function partsOf(document, instruction) {
  const { text } = document;
  const pairs = (pair) => [pair.key.text, pair.value?.text ?? '', instruction.legacy ? '' : '='];
  const strings = (json) => json.elements.map((element) => element.value);
  const rest = instruction.rest.text === '' ? [] : [instruction.rest.text];
  const args = {
    ARG: () => instruction.pairs.map(({ key, value }) => (value ? `${key.text}=${value.text}` : key.text)),
    ENV: () => instruction.pairs.flatMap(pairs),
    LABEL: () => instruction.pairs.flatMap(pairs),
    HEALTHCHECK: () => [
      ...(instruction.type ? [instruction.type.text] : []),
      ...(instruction.json ? strings(instruction.json) : instruction.command ? [instruction.command.text] : []),
    ],
    ONBUILD: () => [],
    UNKNOWN: () => [''],
  }[instruction.kind];
  const list = /^(?:FROM|EXPOSE|COPY|ADD|VOLUME)$/.test(instruction.kind);
  const child = instruction.kind === 'ONBUILD' ? instruction.instruction : undefined;
  return {
    keyword: instruction.keyword.text,
    flags: instruction.flags.map(({ name, value }) => `--${name.text}${value ? `=${value.text}` : ''}`),
    args: args
      ? args()
      : list
        ? instruction.words.map((word) => word.text)
        : instruction.json
          ? strings(instruction.json)
          : rest,
    json: Boolean(instruction.json),
    heredocs: instruction.heredocs.map((one) => ({
      name: one.name,
      expand: one.expand,
      chomp: one.stripTabs,
      file: one.descriptor ?? 0,
      content: text.slice(one.body.start, one.body.end),
    })),
    start: lineAt(text, instruction.logical.pieces[0].offset),
    end: lineAt(text, instruction.next - (text[instruction.next - 1] === '\n' ? 1 : 0)),
    comments: instruction.comments.map((comment) => comment.text),
    child: child ? partsOf(document, child) : null,
  };
}

function lineAt(text, offset) {
  return text.slice(0, offset).split('\n').length;
}

/** Without what cannot be the same: a trigger has no lines of its own, and flags and types are read by bytes. */
function comparable(node) {
  const letters = (flag) => flag.replace(/[^\0-\x7f]+/g, '~');
  const type = /^healthcheck$/i.test(node.keyword);
  const child = node.child && comparable({ ...node.child, heredocs: [], comments: [], start: 0, end: 0 });
  const args = node.args.map((arg, i) => (type && i === 0 ? letters(arg) : (arg?.toWellFormed() ?? '')));
  return { ...node, flags: node.flags.map(letters), args, child };
}

/** Texts in which BuildKit itself errs: it cuts the first byte of an indented comment, whatever that is. */
const indentedComment = /^[^\S\n]+#/m;

function sameReading(text, theirs, document) {
  if (theirs.error !== '' || document.problems.length > 0)
    return (theirs.error !== '') === document.problems.length > 0;
  const clean = (node) => comparable(indentedComment.test(text) ? { ...node, comments: [] } : node);
  const ours = document.instructions.map((instruction) => clean(partsOf(document, instruction)));
  const sorted = (value) =>
    JSON.stringify(value, (_, one) => (one && one.constructor === Object ? sortKeys(one) : one));
  return sorted(ours) === sorted(theirs.nodes.map(clean));
}

function sortKeys(value) {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** @returns how many texts and words are read differently. */
export async function compareReading(texts, ask) {
  const from = './server/src/languages/dockerfile/syntax';
  const { readDockerfile, expand } = await importSources(
    `export { readDockerfile } from '${from}/read.ts'; export { expand } from '${from}/expansion.ts';`,
  );
  let differences = 0;
  const differs = (what) => {
    if (differences++ < shown) console.log(`read differently: ${JSON.stringify(what)}`);
  };

  const seeds = texts.filter((text) => text.length < 3000);
  const all = [...texts, ...Array.from({ length: runs }, () => mutate(pick(seeds)))];
  const readings = ask(all.map((text) => ({ text, mode: 'read' })));
  for (const [i, text] of all.entries()) {
    if (!sameReading(text, readings[i].reading, readDockerfile(text))) differs(text);
  }

  const words = Array.from({ length: runs }, () => ({
    text: Array.from({ length: 1 + random(7) }, () => pick(wordPieces)).join(''),
    escape: pick(['\\', '\\', '\\', '`']),
    mode: 'word',
    env: Object.entries(variables).map(([name, value]) => `${name}=${value}`),
  }));
  const lookup = (name) => (name in variables ? { set: true, value: variables[name] } : { set: false });
  for (const [i, { word }] of ask(words).entries()) {
    const { text, escape } = words[i];
    const ours = expand(text, escape, lookup);
    const refused = ours.problem !== undefined || ours.required !== undefined;
    // A value that we leave open is no difference.
    const same = word.error !== '' ? refused : !refused && (ours.value === undefined || ours.value === word.value);
    if (!same) differs({ text, escape });
  }
  console.log(`${all.length} texts and ${words.length} words against its parser: ${differences} read differently`);
  return differences;
}
