import { expect, test } from 'vitest';
import { noUserFiles } from '../../core/language.js';
import { peerSettings } from './peer-settings.js';

function settingsOf(texts: Readonly<Record<string, string>>) {
  const files = {
    kind: () => undefined,
    list: (directory: string) =>
      directory === '' ? Object.keys(texts).map((name) => ({ name, kind: 'file' as const })) : [],
    read: (path: string) => texts[path] ?? null,
  };
  return peerSettings('k8s/web.yaml', files, noUserFiles, '2026-01-31');
}

test.each([
  [
    '.kube-linter.yaml',
    'checks: {include: [a, b], exclude: [b]}',
    { on: ['kube-linter:a', 'kube-linter:b'], off: ['kube-linter:b'] },
  ],
  ['.kube-linter.yaml', 'checks: {addAllBuiltIn: true}', { on: ['kube-linter:*'], off: [] }],
  ['.kube-linter.yaml', 'checks: {ignorePaths: ["./k8s/**"]}', { on: [], off: ['kube-linter:*'] }],
  [
    'polaris.yaml',
    'checks: {a: ignore, b: warning, c: danger}',
    { off: ['polaris:a'], on: ['polaris:b', 'polaris:c'], levels: { 'polaris:b': 'warning', 'polaris:c': 'error' } },
  ],
  ['.checkov.yaml', 'skip-check: [CKV_K8S_14]', { off: ['checkov:CKV_K8S_14'] }],
  ['.trivyignore', 'AVD-KSV-0013\nKSV001 exp:2026-01-01 # over\n', { off: ['trivy:AVD-KSV-0013'] }],
  [
    '.trivyignore.yaml',
    'misconfigurations:\n- {id: KSV1, paths: ["k8s/*.yaml"]}\n- {id: KSV2, paths: [other]}\n- {id: KSV3, expired_at: 2025-01-01}\n',
    { off: ['trivy:KSV1'] },
  ],
  [
    'monokle.validation.yaml',
    'rules: {pod-security-standards/privileged: false, a: true}',
    { off: ['monokle:privileged'] },
  ],
  ['.kube-linter.yaml', '- [', { on: [], off: [] }],
])('%s: %s', (name, text, expected) => {
  expect(settingsOf({ [name]: text })).toEqual([expect.objectContaining({ path: name, ...expected })]);
});
