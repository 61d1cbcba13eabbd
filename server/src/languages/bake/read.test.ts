import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bakeFacts } from './facts.js';
import { readBake } from './read.js';

const hcl = `# all of it
variable "TAG" { default = "1" }
group "default" { targets = ["web", "api"] }
target "base" {
  context = "./app" // where it is
  args = {
    NODE_VERSION = "22"
    TAG = TAG
  }
}
target "web" {
  inherits = ["base"]
  dockerfile = "web.Dockerfile"
  target = "Production"
  contexts = { shared = "./shared" }
  secret = ["id=npm,env=NPM_TOKEN", { type = "env", id = "other" }]
  tags = ["example.com/web:\${TAG}", format("%s", TAG)]
}
target "far" { context = "https://example.com/a.git" }
target "inline" {
  dockerfile-inline = <<EOT
FROM scratch
EOT
}
`;

it('reads targets of HCL, with what they inherit', () => {
  const facts = bakeFacts(readBake(hcl), 'deploy/docker-bake.hcl');
  const told = facts.map(
    ({ kind, role, scope, name, span }) => `${kind} ${role} ${scope} ${name} ${hcl.slice(span.start, span.end)}`,
  );
  expect(told).toEqual([
    'file reference  deploy/app/Dockerfile ./app',
    'stage reference deploy/app/Dockerfile  base',
    'arg reference deploy/app/Dockerfile NODE_VERSION NODE_VERSION',
    'arg reference deploy/app/Dockerfile TAG TAG',
    'file reference  deploy/app/web.Dockerfile web.Dockerfile',
    'stage reference deploy/app/web.Dockerfile production Production',
    'build-context definition deploy/app/web.Dockerfile shared shared',
    'secret-id definition deploy/app/web.Dockerfile npm npm',
    'secret-id definition deploy/app/web.Dockerfile other other',
  ]);
});

it('reads targets of JSON', () => {
  const json = '{"target": {"web": {"context": ".", "target": "dev", "args": {"A": "1", "B": null}}}}';
  const facts = bakeFacts(readBake(json), 'docker-bake.json');
  expect(facts.map(({ kind, name }) => `${kind} ${name}`)).toEqual(['file Dockerfile', 'stage dev', 'arg A', 'arg B']);
});

it('reads anything to its end', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...hcl.split(/(\s+|")/), '{', '}', '[', ']', '"', '\n', '='), { maxLength: 60 }),
      (parts) => {
        bakeFacts(readBake(parts.join('')), 'docker-bake.hcl');
        bakeFacts(readBake(`{${parts.join('')}`), 'docker-bake.json');
      },
    ),
  );
  bakeFacts(readBake(`target "a" { args = ${'['.repeat(50_000)}`), 'docker-bake.hcl');
});
