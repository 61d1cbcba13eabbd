// Published weaknesses of actions. Source: the records of osv.dev for GitHub Actions, as poutine 1.1.4 carries them
// (Apache-2.0, opa/rego/external/osv.rego), and GHSA-mrrh-fwg8-r2c3 of the GitHub Advisory Database. What was published
// since then is not here: a look at the network would be needed.

export interface Advisory {
  readonly id: string;
  readonly cve?: string;
  /** The first version that has it; from the beginning where none is given. */
  readonly from?: readonly number[];
  /** The first version without it. */
  readonly fixed: readonly number[];
  /** What goes wrong. */
  readonly text: string;
}

const advisories: Readonly<Record<string, readonly Advisory[]>> = {
  'actions/download-artifact': [
    {
      id: 'GHSA-cxww-7g56-2vh6',
      cve: 'CVE-2024-42471',
      from: [4],
      fixed: [4, 1, 7],
      text: 'an artifact can write files outside of its folder',
    },
  ],
  'atlassian/gajira-create': [
    { id: 'GHSA-4xqx-pqpj-9fqw', cve: 'CVE-2020-14188', fixed: [2, 0, 1], text: 'the title of an issue can run code' },
  ],
  'azure/setup-kubectl': [
    {
      id: 'GHSA-p756-rfxh-x63h',
      cve: 'CVE-2023-23939',
      fixed: [3],
      text: 'any user of the runner can replace kubectl',
    },
  ],
  'check-spelling/check-spelling': [
    { id: 'GHSA-g86g-chm8-7r2p', cve: 'CVE-2021-32724', fixed: [0, 0, 19], text: 'a pull request can read its token' },
  ],
  'embano1/wip': [
    {
      id: 'GHSA-rg3q-prf8-qxmp',
      cve: 'CVE-2023-30623',
      fixed: [2],
      text: 'the title of a pull request can run commands',
    },
  ],
  'fish-shop/syntax-check': [
    { id: 'GHSA-xj87-mqvh-88w2', cve: 'CVE-2024-42482', fixed: [1, 6, 12], text: 'its input can run commands' },
  ],
  'gradle/gradle-build-action': [
    { id: 'GHSA-h3qr-39j9-4r5v', cve: 'CVE-2023-30853', fixed: [2, 4, 2], text: 'secrets can get into the cache' },
  ],
  'hashicorp/vault-action': [
    {
      id: 'GHSA-4mgv-m5cm-f9h7',
      cve: 'CVE-2021-32074',
      fixed: [2, 2, 0],
      text: 'secrets of several lines are printed',
    },
  ],
  'j178/prek-action': [{ id: 'GHSA-pwf7-47c3-mfhx', fixed: [1, 0, 6], text: 'its inputs can run code' }],
  'kartverket/github-workflows/.github/workflows/run-terraform.yml': [
    { id: 'GHSA-f9qj-7gh3-mhj4', cve: 'CVE-2022-39326', fixed: [2, 7, 5], text: 'a Terraform plan can run code' },
  ],
  'rlespinasse/github-slug-action': [
    {
      id: 'GHSA-6q4m-7476-932w',
      cve: 'CVE-2023-27581',
      from: [4],
      fixed: [4, 4, 1],
      text: 'the name of a branch can run code',
    },
  ],
  'tj-actions/branch-names': [
    { id: 'GHSA-8v8w-v8xg-79rf', cve: 'CVE-2023-49291', fixed: [7, 0, 7], text: 'the name of a branch can run code' },
  ],
  'tj-actions/changed-files': [
    {
      id: 'GHSA-mrrh-fwg8-r2c3',
      cve: 'CVE-2025-30066',
      fixed: [46, 0, 1],
      text: 'its tags were moved to code that prints secrets',
    },
    { id: 'GHSA-mcph-m25j-8j63', cve: 'CVE-2023-51664', fixed: [41], text: 'the name of a file can run commands' },
  ],
  'tj-actions/verify-changed-files': [
    { id: 'GHSA-ghm2-rq8q-wrhc', cve: 'CVE-2023-52137', fixed: [17], text: 'the name of a file can run commands' },
  ],
  'ultralytics/actions': [{ id: 'GHSA-7x29-qqmq-v6qc', fixed: [0, 0, 3], text: 'the name of a branch can run code' }],
};

/**
 * The weaknesses of an action at a version. `v4` stands for the newest release of its major, `v4.1` for that of its minor.
 * @param names of the repository and, below it, of the action, in lower case.
 */
export function advisoriesOf(names: readonly string[], version: string): readonly Advisory[] {
  const match = /^v?(\d{1,6})(?:\.(\d{1,6}))?(?:\.(\d{1,6}))?$/.exec(version);
  if (!match) return [];
  const parts = match.slice(1).map((part) => (part === undefined ? Number.POSITIVE_INFINITY : Number(part)));
  return [...new Set(names)].flatMap((name) =>
    (Object.hasOwn(advisories, name) ? (advisories[name] ?? []) : []).filter(
      ({ from = [], fixed }) => compare(parts, from) >= 0 && compare(parts, fixed) < 0,
    ),
  );
}

function compare(version: readonly number[], bound: readonly number[]): number {
  for (let i = 0; i < version.length; i++) {
    const [a, b] = [version[i] ?? 0, bound[i] ?? 0];
    if (a !== b) return a < b ? -1 : 1;
  }
  return 0;
}
