import { bad, good, source } from '../../../core/rule.js';
import { isApplied } from '../model/applied.js';
import { gatewayFindings } from '../model/gateways.js';
import { kubernetesRule, type Rule } from '../rule.js';

export const rule: Rule = kubernetesRule('kubernetes/gateway-invalid', {
  summary: 'A Gateway or a route that its API refuses',
  why: `The definitions of the Gateway API have rules beyond the types of fields: listeners differ in name and in port, protocol and
host; only protocols that know hosts have a \`hostname\`; each filter has the field of its type; a Service is reached at a port.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'none',
  reach: 'part',
  messages: {
    listenerName: '"{value}" is no name of a listener. Use lower-case letters, digits, "-" and ".".',
    sameName: 'Another listener is called "{value}" too. Give each its own name.',
    sameListener: 'Another listener has the same port, protocol and host ({value}). Change one of them.',
    hostname: 'A listener for {value} knows no hosts. Take "hostname" out.',
    tls: 'A listener for {value} has no TLS. Take "tls" out, or use HTTPS or TLS.',
    port: '{value} is no port. Use a number from 1 to 65535.',
    address: '"{value}" is no address of its type. Correct it, or set "type".',
    controller: '"{value}" is no name of a controller. Write it as a domain and a path: "example.com/controller".',
    group: '"{value}" is no API group. Name one, or leave "group" out for Services.',
    kind: '"{value}" is no kind. Use letters, digits and hyphens, a letter first.',
    portless: 'The Service "{value}" is reached at a port. Set "port".',
    path: '"{value}" is no path to match. Begin with "/", without "//", "/./", "/../", "%2f" and characters that URLs encode.',
    header: '"{value}" is no name of a header or a parameter. Use letters, digits and hyphens.',
    sameMatch: '"{value}" is matched twice, and only the first would count. Take one out.',
    filterField: 'A filter of this type needs the field "{value}". Add it.',
    filterOther: 'The field "{value}" belongs to another type of filter. Take it out, or change "type".',
    sameFilter: 'The filter {value} may stand once. Put both into one.',
    redirect: 'A rule that redirects sends nothing on. Take "backendRefs" out.',
    rewrite: 'A rule either redirects or rewrites. Take one of the filters out.',
    empty: '"{value}" is empty. List at least one.',
  },
  on: {
    object(object, ctx) {
      if (!isApplied(object)) return;
      for (const { at, problem, value } of gatewayFindings(object)) ctx.report(at, problem, { value });
    },
  },
  examples: [
    bad(source`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: a}
      spec:
        gatewayClassName: a
        addresses: [{value: ‹example.com›}, {type: Hostname, value: ‹"example.com:80"›}, {value: ‹"::1::"›}]
        listeners:
          - {name: a, protocol: HTTP, port: 80}
          - {name: ‹a›, protocol: HTTP, port: 81}
          - {name: b, protocol: HTTP, port: ‹80›, ‹tls›: {}}
          - {name: ‹C_D›, protocol: TCP, port: ‹70000›, hostname: ‹example.com›}
    `),
    bad(source`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: a}
      spec:
        rules:
          - matches:
              - path: {value: ‹a›}
              - path: {type: Exact, value: ‹/a//b›}
              - headers: [{name: a, value: b}, {name: ‹a›, value: c}, {name: ‹a/›, value: b}]
            filters:
              - type: ‹RequestHeaderModifier›
              - {type: RequestMirror, requestMirror: {}, ‹urlRewrite›: {}}
              - {type: RequestRedirect, requestRedirect: {}}
              - {type: ‹URLRewrite›, urlRewrite: {}}
              - {type: ‹URLRewrite›, urlRewrite: {}}
            ‹backendRefs›: [{name: ‹a›}, {name: b, port: ‹70000›}, {name: c, group: ‹"*"›, kind: ‹"*"›, port: 1}]
    `),
    bad(source`
      apiVersion: gateway.networking.k8s.io/v1
      kind: GatewayClass
      metadata: {name: a}
      spec: {controllerName: ‹example›}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: ReferenceGrant
      metadata: {name: a}
      spec: {‹from›: [], to: [{group: "", kind: Service}]}
    `),
    good(source`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: a}
      spec:
        gatewayClassName: a
        addresses: [{value: 10.0.0.1}, {value: "2001:db8::1"}, {type: example.com/x, value: anything}]
        listeners:
          - {name: a, protocol: HTTPS, port: 443, hostname: a.example.com, tls: {}}
          - {name: b, protocol: HTTPS, port: 443, hostname: b.example.com, tls: {}}
          - {name: c, protocol: TCP, port: 25}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: a}
      spec:
        rules:
          - matches: [{path: {type: RegularExpression, value: "a[/]b"}}, {path: {value: /a}, headers: [{name: a, value: b}]}]
            filters: [{type: URLRewrite, urlRewrite: {}}, {type: RequestMirror, requestMirror: {}}]
            backendRefs: [{name: a, port: 80}, {group: example.com, kind: Bucket, name: b}]
          - filters: [{type: RequestRedirect, requestRedirect: {scheme: https}}]
    `),
  ],
});
