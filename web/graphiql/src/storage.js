// GraphiQL keeps its tabs and history in local storage. Headers, that is API keys, must not get there: the history
// would write them whatever shouldPersistHeaders says. Our prefix keeps the page apart from another GraphiQL on the
// same host and port.
const prefix = "capgraph:";

function ownKeys() {
  return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
}

function withoutHeaders(json) {
  return JSON.stringify(JSON.parse(json), (key, value) => (key === "headers" ? null : value));
}

const holdsHeaders = ["graphiql:tabState", "graphiql:queries", "graphiql:favorites"];

export const storage = {
  getItem: (key) => localStorage.getItem(prefix + key),
  removeItem: (key) => localStorage.removeItem(prefix + key),
  setItem(key, value) {
    if (key === "graphiql:headers") return;
    localStorage.setItem(prefix + key, holdsHeaders.includes(key) ? withoutHeaders(value) : value);
  },
  clear: () => ownKeys().forEach((key) => localStorage.removeItem(key)),
  get length() {
    return ownKeys().length;
  },
};
