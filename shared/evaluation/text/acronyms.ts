import { stemOf } from './stems.ts';
import type { Token } from './tokens.ts';

/**
 * The tokens of a text with short forms spelled out and spelled-out forms shortened, so that either wording matches the
 * other. The added tokens stand at the place of what they stand for.
 */
export function withAcronyms(tokens: readonly Token[]): Token[] {
  const added: Token[] = [];
  // "Infrastructure as code" and "denial of service" are spelled out around words that carry nothing.
  const content = tokens.filter((token) => !token.isStopWord);
  content.forEach((token, index) => {
    for (const stem of expansions.get(token.surface) ?? []) {
      added.push({ ...token, stem, surface: stem, writtenAs: [token.stem] });
    }
    for (const { short, stems } of spelledOut.get(token.stem) ?? []) {
      const last = content[index + stems.length - 1];
      if (last !== undefined && stems.every((stem, offset) => content[index + offset]?.stem === stem)) {
        added.push({ ...token, end: last.end, stem: stemOf(short), surface: short, writtenAs: stems });
      }
    }
  });
  return added.length === 0 ? [...tokens] : [...tokens, ...added].sort((a, b) => a.start - b.start);
}

// Short forms that stand for the same words in nearly every backend conversation.
const shortForms: Readonly<Record<string, string>> = {
  acl: 'access control list',
  api: 'application programming interface',
  apis: 'application programming interface',
  app: 'application',
  apps: 'application',
  args: 'argument',
  async: 'asynchronous',
  auth: 'authentication',
  cd: 'continuous delivery',
  cdn: 'content delivery network',
  ci: 'continuous integration',
  config: 'configuration',
  configs: 'configuration',
  cors: 'cross origin resource sharing',
  cpu: 'processor',
  csrf: 'cross site request forgery',
  csp: 'content security policy',
  db: 'database',
  dbs: 'database',
  ddos: 'distributed denial service',
  deps: 'dependency',
  di: 'dependency injection',
  dns: 'domain name system',
  env: 'environment',
  fk: 'foreign key',
  fs: 'file system',
  gc: 'garbage collection',
  gui: 'graphical user interface',
  iac: 'infrastructure code',
  ide: 'development environment',
  info: 'information',
  infra: 'infrastructure',
  ip: 'internet protocol',
  jwt: 'json web token',
  k8s: 'kubernetes',
  lb: 'load balancer',
  mfa: 'multi factor authentication',
  mq: 'message queue',
  msg: 'message',
  msgs: 'message',
  oop: 'object oriented programming',
  orm: 'object relational mapping',
  os: 'operating system',
  param: 'parameter',
  params: 'parameter',
  perf: 'performance',
  perms: 'permission',
  pk: 'primary key',
  prod: 'production',
  pw: 'password',
  qa: 'quality assurance',
  rbac: 'role based access control',
  repo: 'repository',
  repos: 'repository',
  req: 'request',
  reqs: 'request',
  resp: 'response',
  rpc: 'remote procedure call',
  sla: 'service level agreement',
  spof: 'single point failure',
  sql: 'structured query language',
  ssl: 'secure socket layer',
  sso: 'single sign on',
  srv: 'server',
  sync: 'synchronous',
  tcp: 'transmission control protocol',
  tls: 'transport layer security',
  ttl: 'time live',
  txn: 'transaction',
  txns: 'transaction',
  tx: 'transaction',
  udp: 'user datagram protocol',
  ui: 'user interface',
  ux: 'user experience',
  vcs: 'version control',
  vm: 'virtual machine',
  vms: 'virtual machine',
  vpn: 'virtual private network',
  waf: 'web application firewall',
  xss: 'cross site scripting',
};

const expansions = new Map<string, readonly string[]>();
const spelledOut = new Map<string, { short: string; stems: readonly string[] }[]>();
for (const [short, words] of Object.entries(shortForms)) {
  const stems = words.split(' ').map(stemOf);
  expansions.set(short, stems);
  const [first] = stems;
  if (first !== undefined && stems.length > 1) {
    spelledOut.set(first, [...(spelledOut.get(first) ?? []), { short, stems }]);
  }
}
