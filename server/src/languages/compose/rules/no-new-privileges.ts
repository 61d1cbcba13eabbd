import { bad, good, source } from '../../../core/rule.js';
import { isContainer } from '../model/containers.js';
import { addListed, serviceMap } from '../model/service-edits.js';
import { itemsOf, memberAt, textOf } from '../model/value.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

const shared = 'semgrep:no-new-privileges';
const withoutOption = ['kics:no_new_privileges_not_set', 'kics:27fcc7d6', shared];
const withoutAny = ['kics:security_opt_not_set', 'kics:610e266e', shared];

export const rule: Rule = composeRule('compose/no-new-privileges', {
  summary: 'Programs in a container may gain privileges',
  why: `A program with the setuid bit, such as \`su\` or \`ping\`, runs with the rights of its owner, by which whoever got into the
container can become root in it. \`no-new-privileges:true\` ends that.`,
  category: 'security',
  severity: 'info',
  profile: 'strict',
  since: '0.1',
  peers: [...new Set([...withoutAny, ...withoutOption])],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    missing: 'Programs of "{service}" may gain privileges. Add "no-new-privileges:true" to "security_opt".',
  },
  fixes: { add: 'Add "no-new-privileges:true"' },
  on: {
    service({ service, project }, ctx) {
      const member = memberAt(service.value, 'security_opt');
      if (!member && !isContainer(service, project)) return;
      const items = itemsOf(member?.value);
      const options = items.map((item) => textOf(item)?.trim());
      // One that is not known may be it.
      if (options.some((option) => option === undefined || /^no-new-privileges(?:\s*[:=]\s*true)?$/.test(option)))
        return;
      const written = options.some((option) => option?.startsWith('no-new-privileges'));
      const edits = written
        ? undefined
        : addListed(ctx, serviceMap(ctx.document, service.name), 'security_opt', 'no-new-privileges:true');
      reportAt(
        ctx,
        member ? member.place : service.place,
        'missing',
        { service: service.name },
        { aliases: member ? withoutOption : withoutAny, fix: edits && { title: 'add', edits } },
      );
    },
  },
  examples: [
    bad(
      source`
        services:
          ‹web›:
            image: nginx:1.29
          db:
            image: postgres:18
            ‹security_opt›:
              - label:user:db
      `,
      {
        fixed: source`
          services:
            web:
              image: nginx:1.29
              security_opt:
                - no-new-privileges:true
            db:
              image: postgres:18
              security_opt:
                - label:user:db
                - no-new-privileges:true
        `,
      },
    ),
    bad(source`
      services:
        web:
          image: nginx:1.29
          ‹security_opt›: ["no-new-privileges:false"]
    `),
    good(source`
      services:
        web:
          image: nginx:1.29
          security_opt: [no-new-privileges]
        db:
          image: postgres:18
          security_opt: ["no-new-privileges=true"]
        app:
          image: example/app:1
          security_opt: ["\${OPTION}"]
    `),
  ],
});
