// What the owners of retired actions name as replacement. Each was read from the README of the retired action, at its newest
// commit; the date is that commit's. Where an owner names several, it is one that is in use. Two that were
// named have moved since, as their own histories show: erlef/setup-elixir to setup-beam, haskell/actions to haskell-actions.

export interface Replacement {
  /** The action to use instead, as its owner spells it. */
  readonly slug: string;
  /** Whether the inputs stay the same, as the owner says. */
  readonly dropIn: boolean;
  /** The date of the README. */
  readonly date: string;
}

const replacements: Readonly<Record<string, Replacement>> = {
  '8398a7/action-slack': { slug: 'slackapi/slack-github-action', dropIn: false, date: '2025-09-13' },
  'actions/attest-sbom': { slug: 'actions/attest', dropIn: false, date: '2026-07-21' },
  'actions/create-release': { slug: 'softprops/action-gh-release', dropIn: false, date: '2021-03-03' },
  'actions/setup-elixir': { slug: 'erlef/setup-beam', dropIn: false, date: '2021-01-19' },
  'actions/setup-haskell': { slug: 'haskell-actions/setup', dropIn: false, date: '2020-12-11' },
  'actions/setup-ruby': { slug: 'ruby/setup-ruby', dropIn: false, date: '2021-02-09' },
  'actions/upload-release-asset': { slug: 'softprops/action-gh-release', dropIn: false, date: '2021-03-03' },
  'azure/arm-deploy': { slug: 'Azure/bicep-deploy', dropIn: false, date: '2024-11-12' },
  'azure/container-actions/docker-login': { slug: 'Azure/docker-login', dropIn: true, date: '2019-11-06' },
  'azure/get-keyvault-secrets': { slug: 'Azure/cli', dropIn: false, date: '2022-04-25' },
  'azure/webapps-container-deploy': { slug: 'Azure/webapps-deploy', dropIn: true, date: '2020-09-17' },
  'bufbuild/buf-setup-action': { slug: 'bufbuild/buf-action', dropIn: false, date: '2025-08-06' },
  'codecov/test-results-action': { slug: 'codecov/codecov-action', dropIn: false, date: '2026-05-27' },
  'crazy-max/ghaction-docker-buildx': { slug: 'docker/setup-buildx-action', dropIn: false, date: '2021-01-22' },
  'delaguardo/setup-graalvm': { slug: 'graalvm/setup-graalvm', dropIn: false, date: '2023-04-17' },
  'expo/expo-preview-action': { slug: 'expo/expo-github-action', dropIn: false, date: '2024-07-03' },
  'gradle/gradle-build-action': { slug: 'gradle/actions/setup-gradle', dropIn: true, date: '2024-08-07' },
  'gradle/wrapper-validation-action': { slug: 'gradle/actions/wrapper-validation', dropIn: true, date: '2024-07-15' },
  'grafana/k6-action': { slug: 'grafana/run-k6-action', dropIn: false, date: '2024-07-16' },
  'sonarsource/sonarcloud-github-action': {
    slug: 'SonarSource/sonarqube-scan-action',
    dropIn: true,
    date: '2025-05-16',
  },
  'tibdex/github-app-token': { slug: 'actions/create-github-app-token', dropIn: false, date: '2025-07-07' },
};

/** What to use instead of a retired action, if its owner says so. */
export function replacementOf(slug: string): Replacement | undefined {
  const name = slug.toLowerCase();
  return Object.hasOwn(replacements, name) ? replacements[name] : undefined;
}
