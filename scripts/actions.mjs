// Reads the contracts of GitHub actions out of git mirrors, and writes the table that the checks use.
//   node scripts/actions.mjs MIRRORS            writes server/src/languages/github/actions/contracts.generated.ts
//   node scripts/actions.mjs MIRRORS --review   prints what a person should look at, and writes nothing
//
// MIRRORS is a folder with one git repository for each of GitHub: `owner+name/repo`, `owner+name.git` or `owner/name`,
// with its tags (`git clone --mirror`). What to read stands in scripts/actions.json. Nothing is downloaded here.
//
// For each major the newest metadata is read: at the moving tag or branch (`v4`) where there is one, else at the newest
// release. All other releases of the major are read too, so that a workflow which names an older one is judged fairly:
// an input is required only if every release of the major requires it; an input or output that the newest release has no more is
// kept and marked; and the runtime is noted for each release that changed it. What cannot be read is left out.
// Names, flags and short defaults are facts and carry over; sentences do not.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const settings = JSON.parse(readFileSync(new URL('./actions.json', import.meta.url), 'utf8'));
const target = fileURLToPath(new URL('../server/src/languages/github/actions/contracts.generated.ts', import.meta.url));
const [mirrors, mode] = process.argv.slice(2);
if (mirrors === undefined) {
  console.error('usage: node scripts/actions.mjs MIRRORS [--review]');
  process.exit(2);
}
const notes = [];

const git = (folder, args, input) =>
  execFileSync('git', ['-c', 'safe.directory=*', '-C', folder, ...args], {
    encoding: 'utf8',
    input,
    maxBuffer: 1 << 28,
    stdio: ['pipe', 'pipe', 'ignore'],
  });

function folderOf(owner, name) {
  const candidates = [
    `${owner}+${name}/repo`,
    `${owner}+${name}/repo/.git`,
    `${owner}+${name}.git`,
    `${owner}/${name}`,
  ];
  return candidates.map((path) => join(mirrors, path)).find((path) => existsSync(path));
}

/** Tags and branches of a mirror, with the commit behind each and its date. */
function refsOf(folder) {
  const format = '%(refname)%09%(objectname)%09%(*objectname)%09%(committerdate:short)%09%(*committerdate:short)';
  const refs = new Map();
  for (const line of git(folder, ['for-each-ref', `--format=${format}`, 'refs/tags', 'refs/heads']).split('\n')) {
    const [ref, object, peeled, date, peeledDate] = line.split('\t');
    if (object === undefined) continue;
    const name = ref.replace(/^refs\/(tags|heads)\//, '');
    // A tag wins over a branch of the same name, as it does for GitHub.
    if (ref.startsWith('refs/heads/') && refs.has(name)) continue;
    let found = { sha: peeled || object, date: peeledDate || date };
    if (found.date === '') {
      // A tag of a tag.
      const [sha, day] = git(folder, ['log', '-1', '--format=%H %cs', ref]).trim().split(' ');
      found = { sha, date: day };
    }
    refs.set(name, { name, ...found, branch: ref.startsWith('refs/heads/') });
  }
  return refs;
}

/** The day up to which a mirror is known to be current: that of its newest commit on any ref. */
function currentUntil(slug, folder) {
  const newest = git(folder, ['for-each-ref', '--sort=-committerdate', '--count=1', '--format=%(committerdate:short)']);
  const seen = Object.entries(settings.seen).filter(([, { actions }]) => actions.includes(slug));
  return [newest.trim(), ...seen.map(([date]) => date)].sort().at(-1);
}

/** `v4.2.1` → [4, 2, 1]; undefined for anything but a release or a moving tag of one. */
function versionOf(name) {
  const match = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?$/.exec(name);
  if (match === null || Number(match[1]) > 99) return undefined;
  return match
    .slice(1)
    .filter((part) => part !== undefined)
    .map(Number);
}

const compare = (a, b) => a[0] - b[0] || (a[1] ?? 0) - (b[1] ?? 0) || (a[2] ?? 0) - (b[2] ?? 0);

/** Reads one file at many commits in one go: commit → text. */
function readAt(folder, shas, path) {
  const texts = new Map();
  const stem = path === '' ? 'action' : `${path}/action`;
  for (const extension of ['yml', 'yaml']) {
    const missing = shas.filter((sha) => !texts.has(sha));
    if (missing.length === 0) break;
    const input = missing.map((sha) => `${sha}:${stem}.${extension}\n`).join('');
    const output = execFileSync('git', ['-c', 'safe.directory=*', '-C', folder, 'cat-file', '--batch'], {
      input,
      maxBuffer: 1 << 28,
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    let at = 0;
    for (const sha of missing) {
      const end = output.indexOf(10, at);
      const head = output.subarray(at, end).toString();
      at = end + 1;
      const found = / blob (\d+)$/.exec(head);
      if (found === null) continue;
      const size = Number(found[1]);
      texts.set(sha, output.subarray(at, at + size).toString());
      at += size + 1;
    }
  }
  return texts;
}

function metadataOf(text) {
  let data;
  try {
    data = parse(text, { uniqueKeys: false, logLevel: 'silent', merge: true });
  } catch {
    return undefined;
  }
  if (typeof data?.runs !== 'object' || data.runs === null) return undefined;
  const using = String(data.runs.using ?? (data.runs.plugin ? 'plugin' : '')).toLowerCase();
  if (using === '') return undefined;
  const inputs = new Map();
  for (const [name, raw] of Object.entries(data.inputs ?? {})) {
    const input = typeof raw === 'object' && raw !== null ? raw : {};
    const given = input.default !== undefined && input.default !== null;
    inputs.set(name, {
      name,
      required: /^true$/i.test(String(input.required)) && !given,
      default: given ? String(input.default) : undefined,
      deprecated: input.deprecationMessage !== undefined,
      text: String(input.description ?? ''),
    });
  }
  return { using, inputs, outputs: Object.keys(data.outputs ?? {}) };
}

const lower = (name) => name.toLowerCase();

/** What all releases of a major have in common, and what only some have. `newest` comes first. */
function mergeReleases(releases) {
  const [newest, ...others] = releases.map((release) => release.metadata);
  const inputs = [...newest.inputs.values()].map((input) => ({
    ...input,
    required: input.required && others.every((other) => find(other, input.name)?.required === true),
  }));
  const outputs = newest.outputs.map((name) => ({ name, past: false }));
  for (const other of others) {
    for (const input of other.inputs.values()) {
      if (!inputs.some((known) => lower(known.name) === lower(input.name))) {
        inputs.push({ ...input, required: false, past: true });
      }
    }
    for (const name of other.outputs) {
      if (!outputs.some((known) => lower(known.name) === lower(name))) outputs.push({ name, past: true });
    }
  }
  return { inputs, outputs };
}

const find = (metadata, name) => [...metadata.inputs.values()].find((input) => lower(input.name) === lower(name));

/** The runtime of the newest release, and from which release on: `node12 node16@1.2.0`. */
function runtimes(releases) {
  const ordered = releases
    .filter((release) => release.version.length === 3)
    .sort((a, b) => compare(a.version, b.version));
  const steps = [];
  for (const { metadata, version } of ordered) {
    const last = steps.at(-1);
    if (last?.using !== metadata.using)
      steps.push({ using: metadata.using, from: steps.length === 0 ? '' : `@${version.join('.')}` });
  }
  const newest = releases[0].metadata.using;
  if (steps.at(-1)?.using !== newest) return newest;
  return steps.map((step) => step.using + step.from).join(' ');
}

/** Lines of an action's own sources that hold a text, with the line after each. */
function grep(folder, sha, path, text) {
  const where = path === '' ? '.' : path;
  const not = ['*dist/*', '*node_modules/*', '*.min.js', '*test*', '*.md'].map((pattern) => `:!${pattern}`);
  try {
    return git(folder, ['grep', '-h', '-A1', '-F', text, sha, '--', where, ...not]).split('\n');
  } catch {
    return [];
  }
}

/** Names that the action's own code gives to `setOutput`, declared or not; and one call where the name is not written out. */
function codedOutputs(folder, sha, path) {
  const names = new Set();
  let dynamic = '';
  const lines = grep(folder, sha, path, 'setOutput(').filter((line) => line.length < 300);
  for (const [index, line] of lines.entries()) {
    if (!line.includes('setOutput(')) continue;
    const literal = /setOutput\(\s*(['"`])([\w.-]+)\1/.exec(
      line.trimEnd().endsWith('(') ? line + lines[index + 1] : line,
    );
    if (literal) names.add(literal[2]);
    else if (!/function setOutput|void/.test(line)) dynamic ||= line.trim();
  }
  return { names, dynamic };
}

/** Inputs that the action's own code reads with `getBooleanInput`, which refuses anything but true and false. */
function codedBooleans(folder, sha, path) {
  const names = new Set();
  for (const line of grep(folder, sha, path, 'getBooleanInput(')) {
    for (const [, , name] of line.matchAll(/getBooleanInput\(\s*(['"`])([\w.-]+)\1/g)) names.add(name);
  }
  return names;
}

/** What an input takes, if its default, its text or the code that reads it says so for sure. */
function kindOf(slug, input) {
  for (const values of settings.values[slug]?.[input.name] ?? []) {
    if (values.split('|').every((value) => input.text.includes(value) || input.default === value)) return `(${values})`;
  }
  const levels = /Can be set to ('read' or 'write'|'read', 'write', or 'admin')\./.exec(input.text);
  if (levels) return levels[1].includes('admin') ? '(read|write|admin)' : '(read|write)';
  if (!/^(true|false)$/i.test(input.default ?? '') || settings.notBoolean.includes(`${slug} ${input.name}`)) return '';
  if (settings.values[slug]?.[input.name] === undefined && input.boolean) return '?';
  return /\b(true|false|whether|boolean|flag|if set|determines|(en|dis)abled?)\b/i.test(input.text) ? '?' : '';
}

function inputLine(slug, input) {
  const required = input.required && !settings.optional[slug]?.includes(input.name);
  const flags = (required ? '!' : '') + (input.deprecated ? '~' : '') + (input.past ? '^' : '');
  const kind = kindOf(slug, input);
  let line = input.name + flags + (kind === '' ? '' : ` ${kind}`);
  if (input.default !== undefined && input.default !== '') line += `=${defaultText(input.default)}`;
  return line;
}

/** A default as it stands, if it is short and no sentence. */
function defaultText(value) {
  const text = value.trim();
  const sentence = !text.includes('${{') && text.split(/\s+/).length > 4;
  return sentence || text.length > 80 || text.includes('\n') ? '…' : text;
}

/** The blocks of one action: a heading, and for each major what differs from the one before. */
function readAction(slug) {
  const [owner, name, ...rest] = slug.split('/');
  const path = rest.join('/');
  const folder = folderOf(owner, name);
  if (folder === undefined) {
    notes.push(`${slug}: no mirror`);
    return undefined;
  }
  const refs = refsOf(folder);
  const groups = new Map();
  for (const ref of refs.values()) {
    const version = versionOf(ref.name);
    if (version === undefined || (ref.branch && version.length > 1)) continue;
    const major = String(version[0]);
    if (!groups.has(major)) groups.set(major, []);
    groups.get(major).push({ ...ref, version });
  }
  const majors = [...groups.entries()]
    .sort((a, b) => Number(a[0]) - Number(b[0]))
    .map(([major, all]) => ({ major, all }));
  // Releases before the first major count where there is none yet; of many majors, the newest are enough.
  if (majors.length > 1 && majors[0].major === '0') majors.shift();
  majors.splice(0, Math.max(0, majors.length - settings.newest));
  const oldest = majors.length - (settings.commits[lower(owner)] ?? settings.commits['']);
  for (const branch of settings.branches[slug] ?? settings.branches[`${owner}/${name}`] ?? []) {
    const ref = refs.get(branch);
    if (ref === undefined) notes.push(`${slug}: no ref ${branch}`);
    else majors.push({ major: branch, all: [{ ...ref, version: [0] }] });
  }
  const texts = readAt(folder, [...new Set(majors.flatMap(({ all }) => all.map((ref) => ref.sha)))], path);
  const lines = [`= ${slug} ${currentUntil(slug, folder)}${settings.dynamic.includes(slug) ? ' *' : ''}`];
  let before = new Map();
  let outputsBefore = '';
  for (const [index, { major, all }] of majors.entries()) {
    const releases = all
      .map((ref) => ({ ...ref, metadata: texts.has(ref.sha) ? metadataOf(texts.get(ref.sha)) : undefined }))
      .filter((ref) => ref.metadata !== undefined);
    if (releases.length === 0) {
      if (path === '') notes.push(`${slug}@${major}: no metadata could be read`);
      continue;
    }
    const exact = releases.filter((ref) => ref.version.length > 1).sort((a, b) => compare(b.version, a.version));
    const moving = releases
      .filter((ref) => ref.version.length === 1)
      .sort((a, b) => a.branch - b.branch || (a.name < b.name ? 1 : -1))[0];
    const newest = moving ?? exact[0];
    const sameCommit = exact.find((ref) => ref.sha === newest.sha);
    if (moving && exact[0] && exact[0].sha !== moving.sha)
      notes.push(`${slug}@${moving.name} ${moving.date} is not ${exact[0].name} ${exact[0].date}`);
    const ordered = [newest, ...releases.filter((ref) => ref !== newest)];
    const { inputs, outputs } = mergeReleases(ordered);
    const coded = newest.metadata.using.startsWith('node')
      ? codedOutputs(folder, newest.sha, path)
      : { names: [], dynamic: '' };
    const booleans = newest.metadata.using.startsWith('node') ? codedBooleans(folder, newest.sha, path) : new Set();
    for (const input of inputs) input.boolean = booleans.has(input.name);
    for (const output of coded.names) {
      if (!outputs.some((known) => lower(known.name) === lower(output))) outputs.push({ name: output, past: false });
    }
    if (coded.dynamic !== '') notes.push(`${slug}@${major}: outputs by ${coded.dynamic}`);

    const read = sameCommit?.name ?? newest.name;
    const later = exact[0] !== undefined && exact[0].name !== read ? `,${exact[0].name}` : '';
    const sha = index < oldest ? '-' : newest.sha;
    const ref = moving?.name ?? `${exact[0].name.split('.')[0]}.`;
    lines.push(`@ ${ref} ${read}${later} ${sha} ${newest.date} ${runtimes(ordered)}`);
    const releasesKept = settings.releases.includes(slug) && index >= majors.length - 4 ? exact : [];
    const others = releasesKept.filter((release) => release.name !== read).map(({ name, sha }) => `${name} ${sha}`);
    if (others.length > 0) lines.push(`# ${others.join(' ')}`);
    const now = new Map(inputs.map((input) => [lower(input.name), inputLine(slug, input)]));
    const gone = [...before.keys()].filter((input) => !now.has(input));
    if (gone.length > 0) lines.push(`- ${gone.join(' ')}`);
    for (const [input, line] of now) {
      if (before.get(input) !== line) lines.push(line);
    }
    const outputLine = outputs.map((output) => output.name + (output.past ? '^' : '')).join(' ');
    if (outputLine !== outputsBefore) lines.push(`> ${outputLine}`.trimEnd());
    before = now;
    outputsBefore = outputLine;
  }
  const unread = settings.unread[slug];
  if (unread !== undefined) lines.push(`! ${unread.ref} ${unread.tag} ${unread.date}`);
  return lines.length > 1 ? lines.join('\n') : undefined;
}

const header = `// Contracts of the most used GitHub actions. Generated by scripts/actions.mjs from each action's own action.yml; the script says
// how it is read. Do not edit: change scripts/actions.json and run the script over fresh mirrors.
//
//   = owner/name/path DATE *     an action; the day up to which it is known; * where the names of its outputs depend on its inputs
//   @ v4 v4.2.1 SHA DATE USING   a major or a branch: its ref ("v4." where only releases have tags); what was read ("v4,v4.2.1"
//                                where the newest release is another commit); the commit ("-": not kept) and its date; and the
//                                runtime ("node16 node20@4.1.0": node20 since 4.1.0)
//   # v4.2.0 SHA                 other releases of the major
//   name!~^ ?=default            an input that is new or changed since the major before: ! required, ~ deprecated, ^ only in
//                                other releases of this major; ? true or false, (a|b) one of these; … a long default
//   - name name                  inputs of the major before that are gone
//   ! v5 v5.0.1 DATE             a newer major that exists, but could not be read; a release of it, and when it was seen
//   > name name^                 all outputs, where they differ from the major before; ^ only in other releases
`;

const blocks = [];
const failed = [];
for (const slug of [...settings.actions].sort((a, b) => (lower(a) < lower(b) ? -1 : 1))) {
  const block = readAction(slug);
  if (block === undefined) failed.push(slug);
  else blocks.push(block);
}
console.log(notes.join('\n'));
console.log(`${blocks.length} actions; not read: ${failed.join(' ') || 'none'}`);
if (mode !== '--review') {
  const text = blocks.join('\n').replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${');
  writeFileSync(target, `${header}export const table: string = \`${text}\n\`;\n`);
}
