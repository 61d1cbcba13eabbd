import { bad, good } from '../../../core/rule.js';
import { isBrought } from '../model/project-files.js';
import type { Rule } from '../rule.js';
import { pinRule } from '../tools/pin-rule.js';

export const rule: Rule = pinRule('dockerfile/pin-go', {
  tool: 'go',
  why: `\`go install\` of a remote program without a version, or with \`@latest\`, builds what is newest that day. Give the
version behind an \`@\`.`,
  profile: 'strict',
  peers: ['hadolint:DL3062'],
  form: 'example.com/tool@v1.2.3',
  installs: ({ manager, action }) => manager === 'go' && /^(?:install|get|run)$/.test(action),
  settled: ({ action, words, use }, project) =>
    // Inside of a module, go.mod says which version it is.
    action !== 'get' && words.every((word) => !word.text.includes('@')) && isBrought(project, use, 'go.mod') !== 'no',
  words: ({ action, words }) => (action === 'run' ? words.slice(0, 1) : words),
  isPinned: (name) => {
    // `tool` and `all` stand for what go.mod names.
    if (/^[./]|^(?:tool|all)$|\.go$/.test(name)) return true;
    const at = name.indexOf('@');
    return at !== -1 && name.slice(at + 1) !== 'latest' && name.slice(at + 1) !== 'none';
  },
  examples: [
    bad('FROM golang:1.26\nRUN go install ‹example.com/tool/cmd/tool›\n'),
    bad('FROM golang:1.26\nRUN go install example.com/a@v1.0.0 ‹example.com/b@latest›\n'),
    bad('FROM golang:1.26\nRUN go run -mod=mod ‹example.com/gen› arg\n'),
    good('FROM golang:1.26\nRUN go install example.com/tool@v1.2.3 ./cmd/app . && go build ./...\n'),
    good('FROM golang:1.26\nRUN go install -ldflags "-s -w" ./... && go run main.go example.com\n'),
    bad('FROM golang:1.26\nCOPY go.mod ./\nRUN go get ‹example.com/a› && go install ‹example.com/b@latest›\n'),
    good('FROM golang:1.26\nCOPY go.* .\nRUN go install example.com/a example.com/b\n', { files: { 'go.mod': '' } }),
    good('FROM golang:1.26\nRUN --mount=source=go.mod,target=/app/go.mod go run example.com/a\n'),
    good('FROM golang:1.26\nRUN go install tool && go get -u all\n'),
    good('FROM golang:1.26\nRUN go get "example.com/a@$VERSION"\n'),
  ],
});
