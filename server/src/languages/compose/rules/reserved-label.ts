import { bad, good, source } from '../../../core/rule.js';
import { removeEntry, removeItem } from '../../../yaml/edits.js';
import { keyed } from '../model/merge.js';
import { type Member, membersOf, type Value, valueAt } from '../model/value.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

const prefix = 'com.docker.compose.';

export const rule: Rule = composeRule('compose/reserved-label', {
  summary: 'Label that Compose keeps for itself',
  why: `Compose finds its containers, networks and volumes again by labels that begin with \`com.docker.compose.\`. It writes
its own over those of the file, and one that it does not know may mean something to a later version. Begin a label with a
domain of your own.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'safe',
  reach: 'part',
  messages: { reserved: 'The label "{label}" is one of Compose itself. Use a prefix of your own, or take it out.' },
  fixes: { remove: 'Remove the label' },
  on: {
    service({ service }, ctx) {
      for (const labels of [
        valueAt(service.value, 'labels'),
        valueAt(service.value, 'build', 'labels'),
        valueAt(service.value, 'deploy', 'labels'),
      ])
        for (const { label, labels: all } of reservedIn(labels))
          reportAt(ctx, label.place, 'reserved', { label: label.key }, { fix: removal(ctx.text, all, label) });
    },
    resource({ member }, ctx) {
      const labels = valueAt(member.value, 'labels');
      for (const { label, labels: all } of reservedIn(labels))
        reportAt(ctx, label.place, 'reserved', { label: label.key }, { fix: removal(ctx.text, all, label) });
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            image: nginx:1.29
            labels:
              - ‹com.docker.compose.project›=shop
              - com.example.team=web
        volumes:
          data:
            labels:
              ‹com.docker.compose.volume›: data # ours
              team: web
      `,
      {
        fixed: source`
          services:
            web:
              image: nginx:1.29
              labels:
                - com.example.team=web
          volumes:
            data:
              labels:
                team: web
        `,
      },
    ),
    good(source`
      services:
        web:
          image: nginx:1.29
          labels:
            com.docker.composer: "1"
            com.docker.lb.hosts: shop.example
            com.example.compose: "2"
    `),
  ],
});

function reservedIn(labels: Value | undefined): readonly { readonly label: Member; readonly labels: Value }[] {
  return membersOf(keyed(labels)).flatMap((label) =>
    labels && label.key.startsWith(prefix) ? [{ label, labels }] : [],
  );
}

function removal(text: string, { node }: Value, { place }: Member) {
  const { start } = place.span;
  const within = (part: { readonly start: number; readonly end: number }): boolean =>
    part.start <= start && start < part.end;
  const entry = node.kind === 'map' ? node.entries.find(within) : undefined;
  const item = node.kind === 'seq' ? node.items.find(within) : undefined;
  const edit =
    node.kind === 'map' && entry
      ? removeEntry(text, node, entry)
      : node.kind === 'seq' && item
        ? removeItem(text, node, item)
        : undefined;
  return edit && ({ title: 'remove', edits: [edit] } as const);
}
