/** What a request to a route is in the audit log. */
export interface RouteAction {
  /** `questions.archive` */
  readonly action: string;
  /** `question` */
  readonly kind: string;
  /** The name of the path parameter that says to which; null where the reply says it. */
  readonly idParam: string | null;
  /** The verb that follows that parameter in its segment; null where none does. */
  readonly verb: string | null;
}

/**
 * The routes of whose calls nothing is entered, and why. Every other route that may change something is audited, those that
 * do not exist yet included.
 */
export const unaudited: Readonly<Record<string, string>> = {
  'POST /v1/evaluations': 'an evaluation is a record of its own, with its time, its grounds and who graded',
  'PUT /v1/candidate/answers/{number}': 'a draft is kept as it is typed; that it was submitted is entered',
  'POST /v1/questions:extract': 'it proposes key points and keeps nothing',
  'POST /v1/questions:self-test': 'it tests a mark scheme and keeps nothing',
  'POST /v1/questions/{id}:self-test': 'it tests a mark scheme and keeps nothing',
};

/** What may be asked for by queries that only look. */
export const lookingQueries: Readonly<Record<string, string>> = { 'POST /v1/batches': 'dry_run' };

/** The routes that enter what they do themselves, before they do it: it can't be done again where the entry failed. */
export const enteredBefore: readonly string[] = ['POST /v1/invitations:open'];

/** The routes of which reading is an action too: they hand over all that is kept of a person. */
export const auditedReads: readonly string[] = ['GET /v1/people/{id}'];

/**
 * What a route does to what, by its method and its documented path; null where it is not audited.
 *
 * `POST /v1/questions/{id}:archive` is `questions.archive` of a question, `DELETE /v1/webhooks/{id}` is `webhooks.delete` of a
 * webhook, `POST /v1/questions/{id}/versions` is `questions.versions.create` of a question.
 */
export function auditedAction(method: string, path: string): RouteAction | null {
  const route = `${method} ${path}`;
  const verb = auditedReads.includes(route) ? 'read' : verbs[method];
  if (verb === undefined || route in unaudited) return null;
  const [, customVerb] = /:([a-z-]+)$/.exec(path) ?? [];
  const parts = path
    .replace(/:[a-z-]+$/, '')
    .split('/')
    .slice(2);
  const resources = parts.filter((part) => !part.startsWith('{'));
  return {
    action: [...resources, customVerb ?? verb].join('.'),
    kind: singular(resources[0] ?? ''),
    idParam: /\{(\w+)\}/.exec(path)?.[1] ?? null,
    verb: /^[^{]*\{\w+\}:([a-z-]+)$/.exec(path)?.[1] ?? null,
  };
}

/** A route as it is documented, by the pattern that the router has of it. */
export function documentedPath(pattern: string): string {
  return pattern.replace(/:(\w+)\{\[\^\/:\]\+:([\w-]+)\}/g, '{$1}:$2').replaceAll(/\/:(\w+)/g, '/{$1}');
}

const verbs: Readonly<Record<string, string>> = { POST: 'create', PUT: 'replace', PATCH: 'change', DELETE: 'delete' };

function singular(resource: string): string {
  return resource === 'people' ? 'person' : resource.replace(/s$/, '');
}
