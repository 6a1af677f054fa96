// One tus upload with a SHA-256 checksum on every part; loaded only when the first file is chosen.
import { DefaultHttpStack, Upload } from "tus-js-client";
import type { DetailedError, HttpRequest, HttpStack } from "tus-js-client";
import { newIdempotencyKey } from "../api/idempotency";

export interface TusOptions {
  headers: () => Record<string, string>;
  chunk: number;
  retryAfterMs: number[];
  onUrl: (url: string) => void;
  onSent: (bytes: number) => void;
  onDone: (url: string) => void;
  /** Status 0: nothing came back. The body is the parsed problem, or undefined. */
  onStopped: (status: number, body: unknown) => void;
}

/** Starts at once; goes on at `url` when there is one, and opens a new upload when the server has forgotten that one. */
export function openUpload(file: Blob, url: string | null, options: TusOptions): Upload {
  const key = newIdempotencyKey();
  const upload: Upload = new Upload(file as File, {
    endpoint: "/api/v1/uploads",
    uploadUrl: url,
    chunkSize: options.chunk,
    retryDelays: options.retryAfterMs,
    storeFingerprintForResuming: false,
    removeFingerprintOnSuccess: false,
    metadata: { filename: (file as File).name ?? "" },
    httpStack: new CheckedStack(),
    onBeforeRequest(request) {
      for (const [name, value] of Object.entries(options.headers())) request.setHeader(name, value);
      if (request.getMethod() === "POST") request.setHeader("Idempotency-Key", key);
    },
    onUploadUrlAvailable: () => options.onUrl(upload.url ?? ""),
    onProgress: options.onSent,
    onSuccess: () => options.onDone(upload.url ?? ""),
    onError(error) {
      const response = "originalResponse" in error ? (error as DetailedError).originalResponse : null;
      options.onStopped(response?.getStatus() ?? 0, parsed(response?.getBody()));
    },
  });
  upload.start();
  return upload;
}

function parsed(body: string | undefined): unknown {
  try {
    return JSON.parse(body ?? "");
  } catch {
    return undefined;
  }
}

/** Adds Upload-Checksum (tus checksum extension) where the browser can compute one: it needs a secure context. */
class CheckedStack implements HttpStack {
  private readonly stack = new DefaultHttpStack({});

  getName(): string {
    return "CheckedStack";
  }

  createRequest(method: string, url: string): HttpRequest {
    const request = this.stack.createRequest(method, url);
    const send = request.send.bind(request);
    request.send = async (body: unknown) => {
      if (method === "PATCH" && body instanceof Blob && globalThis.crypto?.subtle) {
        const digest = await crypto.subtle.digest("SHA-256", await body.arrayBuffer());
        request.setHeader(
          "Upload-Checksum",
          `sha256 ${btoa(String.fromCharCode(...new Uint8Array(digest)))}`,
        );
      }
      return send(body);
    };
    return request;
  }
}
