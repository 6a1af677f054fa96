// What comes back from the server: a value, or a problem that a person can be told.
import type { Problem } from "./types";

/** Problems that the browser finds itself have codes `web.offline`, `web.timeout` and `web.unreadable`, and status 0. */
export type Failure = Pick<Problem, "status" | "code" | "title" | "field" | "request_id">;
export type Answer<T> = { ok: true; value: T; etag: string | null } | { ok: false; problem: Failure };

export function webFailure(code: "offline" | "timeout" | "unreadable", status = 0): Failure {
  return { status, code: `web.${code}`, title: "", request_id: "" };
}

/** The network failed, or the server asks for patience: the same request may be sent again. */
export function mayTryAgain(problem: Failure): boolean {
  return [0, 408, 425, 429].includes(problem.status) || problem.status >= 500;
}

type Reply<T> = { data?: T; error?: unknown; response: Response };

/** Awaits a call of openapi-fetch; never throws for what can go wrong on a network. */
export async function answerOf<T>(call: Promise<Reply<T>>): Promise<Answer<T>> {
  try {
    const { data, error, response } = await call;
    if (response.ok || response.status === 304)
      return { ok: true, value: data as T, etag: response.headers.get("ETag") };
    return { ok: false, problem: failureOf(error, response.status) };
  } catch (thrown) {
    return { ok: false, problem: failureOfThrown(thrown) };
  }
}

/** The problem details in an error body; a body of another shape (a proxy's page) becomes `web.unreadable`. */
export function failureOf(body: unknown, status: number): Failure {
  const problem = body as Partial<Problem> | null | undefined;
  if (typeof problem !== "object" || problem === null || typeof problem.code !== "string")
    return webFailure("unreadable", status);
  return {
    status,
    code: problem.code,
    title: problem.title ?? "",
    field: problem.field,
    request_id: problem.request_id ?? "",
  };
}

function failureOfThrown(thrown: unknown): Failure {
  if (thrown instanceof SyntaxError) return webFailure("unreadable");
  if (thrown instanceof DOMException && (thrown.name === "TimeoutError" || thrown.name === "AbortError"))
    return webFailure("timeout");
  return webFailure("offline");
}
