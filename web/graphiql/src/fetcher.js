/**
 * A GraphiQL fetcher that POSTs to endpoint. An answer that is not JSON (a proxy's page, a refused key) and a
 * server that cannot be reached are shown as a GraphQL error.
 */
export function fetcherFor(endpoint) {
  return async (params, { headers } = {}) => {
    try {
      const response = await fetch(endpoint, {
        method: "POST",
        headers: {
          accept: "application/graphql-response+json, application/json;q=0.9",
          "content-type": "application/json",
          ...headers,
        },
        body: JSON.stringify(params),
      });
      const text = await response.text();
      try {
        return JSON.parse(text);
      } catch {
        return failure(`HTTP ${response.status} ${response.statusText}: ${text}`);
      }
    } catch (error) {
      return failure(error.message);
    }
  };
}

function failure(message) {
  return { errors: [{ message }] };
}
