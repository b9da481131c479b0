import { getOperationAST, parse } from "graphql";

const single = "application/graphql-response+json, application/json;q=0.9";
const stream = "text/event-stream";

/**
 * A GraphiQL fetcher that POSTs to endpoint and reads subscriptions as they come.
 * An answer that is not JSON (a proxy's page, a refused key) and a server that
 * cannot be reached are shown as a GraphQL error.
 */
export function fetcherFor(endpoint) {
  const post = (params, headers, accept, signal) =>
    fetch(endpoint, {
      method: "POST",
      headers: { accept, "content-type": "application/json", ...headers },
      body: JSON.stringify(params),
      signal,
    });
  return (params, { headers } = {}) =>
    isSubscription(params)
      ? listen((signal) => post(params, headers, stream, signal))
      : post(params, headers, single).then(answerOf).catch((error) => failure(error.message));
}

/** Whether the operation that is to run is a subscription. */
function isSubscription({ query, operationName }) {
  try {
    return getOperationAST(parse(query), operationName)?.operation === "subscription";
  } catch {
    return false; // The server says what is wrong.
  }
}

async function answerOf(response) {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return failure(`HTTP ${response.status} ${response.statusText}: ${text}`);
  }
}

/** An observable of the answers that server-sent events bring, which GraphiQL ends by its stop button. */
function listen(post) {
  return {
    subscribe(observer) {
      const leave = new AbortController();
      (async () => {
        const response = await post(leave.signal);
        if (!response.headers.get("content-type")?.startsWith(stream)) {
          observer.next(await answerOf(response));
        } else {
          for await (const data of events(response.body)) observer.next(JSON.parse(data));
        }
        observer.complete();
      })().catch((error) => {
        if (leave.signal.aborted) return;
        observer.next(failure(error.message));
        observer.complete();
      });
      return { unsubscribe: () => leave.abort() };
    },
  };
}

/** The data of the events "next", until the stream ends. */
async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const blocks = (text + value).split("\n\n");
    text = blocks.pop();
    for (const block of blocks) {
      const data = /^event: next\ndata: (.*)$/.exec(block);
      if (data) yield data[1];
    }
  }
}

function failure(message) {
  return { errors: [{ message }] };
}
