import { ancestors, join } from '../../../core/path.js';
import { bad, good, source } from '../../../core/rule.js';
import { parseReference } from '../../../images/reference.js';
import { isPlaceholder } from '../model/applied.js';
import { kubernetesRule, type Rule } from '../rule.js';

export const rule: Rule = kubernetesRule('kubernetes/latest-tag', {
  summary: 'An image without a version',
  why: `An image without a tag, or with \`latest\`, is whatever the registry has when a node pulls it: two pods of one Deployment may
run different programs, and a rollback brings back nothing. Name a version, or a digest.`,
  category: 'reliability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [
    'kube-linter:latest-tag',
    'kube-score:container-image-tag',
    'polaris:tagNotSpecified',
    'trivy:KSV013',
    'checkov:CKV_K8S_14',
  ],
  fix: 'none',
  messages: {
    untagged: 'Image "{image}" has no tag, which means "latest". Name a version.',
    latest: 'Image "{image}" is whatever is latest when it is pulled. Name a version.',
  },
  on: {
    container({ container: { image } }, ctx) {
      if (!image || image.text === '' || isPlaceholder(image.text)) return;
      const { tag, digest, nameEnd } = parseReference(image.text);
      if (digest !== undefined || (tag !== undefined && tag !== 'latest')) return;
      const name = image.text.slice(0, nameEnd);
      const isSupplied = ancestors(ctx.path)
        .slice(0, 4)
        .some((folder) =>
          suppliers.some((file) => {
            const text = ctx.files.read(join(folder, file));
            return typeof text === 'string' && /\b(?:images|artifacts):/.test(text) && text.includes(name);
          }),
        );
      if (!isSupplied) ctx.report(image, tag === undefined ? 'untagged' : 'latest', { image: image.text });
    },
  },
  examples: [
    bad('apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, image: ‹nginx›}]}\n'),
    bad('apiVersion: v1\nkind: Pod\nspec: {initContainers: [{name: a, image: ‹"localhost:5000/a:latest"›}]}\n'),
    good('apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, image: nginx:1.29}]}\n'),
    good('apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, image: nginx:latest@sha256:abc}]}\n'),
    good(source`
      apiVersion: v1
      kind: Pod
      spec: {containers: [{name: a, image: "nginx:\${TAG}"}]}
    `),
    good('apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, image: web}]}\n', {
      path: 'k8s/web.yaml',
      files: { 'skaffold.yaml': 'build:\n  artifacts:\n    - image: web\n' },
    }),
    good('apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, image: web}]}\n', {
      path: 'k8s/web.yaml',
      files: { 'k8s/kustomization.yaml': 'images:\n  - name: web\n    newTag: "1"\n' },
    }),
  ],
});

/** What gives images their tags: kustomizations, and Skaffold for those that it builds. */
const suppliers = ['kustomization.yaml', 'kustomization.yml', 'Kustomization', 'skaffold.yaml'];
