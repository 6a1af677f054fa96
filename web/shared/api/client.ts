// The typed client: one openapi-fetch client with language, CSRF token and a time limit on every request.
import createClient from "openapi-fetch";
import type { paths } from "./schema";

const kTimeLimitMs = 20_000;

export interface ClientOptions {
  /** Sent as Accept-Language. */
  language: () => string;
  /** The session's CSRF token; residents have none. */
  csrf?: () => string | undefined;
  /** Called after every 401 (the session is over). */
  onSignedOut?: () => void;
}

export type Api = ReturnType<typeof createApi>;

/** `answerOf(api.GET("/api/v1/cases/{id}", { params: { path: { id } } }))` gives an Answer. */
export function createApi(options: ClientOptions) {
  const client = createClient<paths>({ baseUrl: "/", fetch: withTimeLimit });
  client.use({
    onRequest({ request }) {
      request.headers.set("Accept-Language", options.language());
      const csrf = options.csrf?.();
      if (csrf && request.method !== "GET") request.headers.set("X-CSRF-Token", csrf);
      return request;
    },
    onResponse({ response }) {
      if (response.status === 401) options.onSignedOut?.();
      return undefined;
    },
  });
  return client;
}

/** Statuses that may not carry a body. */
const kBodiless = [204, 205, 304];

/** Holds for the body too: a signal may end in the middle. AbortSignal.timeout is too new for the phones in use. */
async function withTimeLimit(request: Request): Promise<Response> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), kTimeLimitMs);
  try {
    const response = await fetch(request, { signal: abort.signal });
    const { status, statusText, headers } = response;
    if (kBodiless.includes(status)) return response;
    return new Response(await response.arrayBuffer(), { status, statusText, headers });
  } finally {
    clearTimeout(timer);
  }
}
