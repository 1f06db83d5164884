/** One field that was refused. */
export type Violation = { field: string; description: string; rule?: string };

/** RFC 9457, as the gateway answers. */
type ProblemBody = {
  title?: string;
  status?: number;
  detail?: string;
  reason?: string;
  violations?: Violation[];
  requestId?: string;
};

/** A refused or failed call: what happened, translated by `reason`, and the request to ask the operators about. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly reason: string;
  readonly violations: readonly Violation[];
  readonly requestId: string | undefined;

  constructor(status: number, body: ProblemBody, requestId?: string) {
    super(body.detail ?? body.title ?? `HTTP ${status}`);
    this.name = 'ApiProblem';
    this.status = status;
    this.reason = body.reason ?? '';
    this.violations = body.violations ?? [];
    this.requestId = body.requestId ?? requestId;
  }
}

/** The status of a call that got no answer at all. */
export const noAnswer = 0;

/** Someone else changed the thing since it was read. */
export const isConflict = (error: unknown): error is ApiProblem => error instanceof ApiProblem && error.status === 412;

/** It doesn't exist, or not for this person. */
export const isMissing = (error: unknown): error is ApiProblem => error instanceof ApiProblem && error.status === 404;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const text = (value: unknown) => (typeof value === 'string' ? value : undefined);

function violation(value: unknown): Violation | undefined {
  if (!isRecord(value)) return undefined;
  return { field: text(value.field) ?? '', description: text(value.description) ?? '', rule: text(value.rule) };
}

/** A problem from any error answer; from one that isn't problem+json (a proxy's page, say) by its status alone. */
export function problemFrom(response: Response, body: unknown): ApiProblem {
  const requestId = response.headers.get('x-request-id') ?? undefined;
  if (!isRecord(body)) return new ApiProblem(response.status, {}, requestId);
  const violations = Array.isArray(body.violations) ? body.violations.map(violation).filter((one) => one !== undefined) : [];
  const fields = {
    title: text(body.title),
    detail: text(body.detail),
    reason: text(body.reason),
    requestId: text(body.requestId),
  };
  return new ApiProblem(response.status, { ...fields, violations }, requestId);
}
