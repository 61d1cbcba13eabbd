import { bad, good, source } from '../../../core/rule.js';
import { envRule, isReadByCompose, type Rule } from '../rule.js';

export const rule: Rule = envRule('env/syntax', {
  summary: 'Line of an env file that cannot be read',
  why: `Compose stops at the first line of an env file that it cannot read, and starts nothing. A key is one word of letters,
digits and \`_.-[]\`; a value that begins with a quote ends with the same one; \`\${\` begins a variable, unless the value is in
single quotes or the dollar is doubled. In files that no Compose file names, these are warnings.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'none',
  messages: {
    'unterminated-quote': 'Nothing closes the quote that the value of "{key}" begins with. Close it, or take it out.',
    'space-in-key': 'A key is one word. Take out the space, or make the line a comment with "#".',
    'bad-character':
      'A key has letters, digits and "_.-[]" only, not "{character}". Take it out, or make the line a comment.',
    'bad-variable': 'A "${" in the value of "{key}" begins no variable. Write "$$", or put the value in single quotes.',
    'text-after-quote': 'The value of "{key}" ends with the quote, so this is not part of it. Put all of it in quotes.',
    nameless: 'This value has no name. Write one before it, or make it a comment with "#".',
  },
  on: {
    problem({ kind, key, start, end }, ctx) {
      const read = isReadByCompose(ctx.graph, ctx.path);
      if (kind === 'bad-variable' && !read) return;
      const refused = kind !== 'text-after-quote' && kind !== 'nameless';
      // What is no key may be a value that has lost its own, so that none of it is shown.
      const character = /[^\p{L}\p{N}_.\-[\]\s]/u.exec(key)?.[0] ?? '';
      ctx.report({ start, end }, kind, { key, character }, { severity: read && refused ? 'error' : 'warning' });
    },
  },
  examples: [
    bad(
      source`
        A=‹"two›
        ‹B C›=1
        ‹D+E›: 1
        F=a‹\${b›
        G='it'‹'s'›
        ‹=x›
      `,
      { files: { 'compose.yaml': 'services:\n  web:\n    image: a:1\n' } },
    ),
    bad('‹MY KEY›=1\nF=a${b\n', { path: 'app.env' }),
    good(
      source`
        # A comment, "unclosed
        export A=1
        B: 2 # two
        c.d-e[0]='$\{ # '
        F="two
        lines"# end
        G=it's
        H="\\$\{x $$\{x"
        I
        J=
      `,
      { files: { 'compose.yaml': 'services:\n  web:\n    image: a:1\n' } },
    ),
  ],
});
