import "./workers.js";
// Monaco is imported here and not only by GraphiQL's own import(), so that its style sheet lands in main.css.
import "monaco-graphql/esm/monaco-editor.js";
// These four are GraphiQL's style sheet without its 0.4 MB of fonts; the system's fonts take their place.
import "@graphiql/react/style.css";
import "@graphiql/plugin-doc-explorer/style.css";
import "@graphiql/plugin-history/style.css";
import "graphiql/graphiql.css";
import "./page.css";

import { createRoot } from "react-dom/client";
import { GraphiQL, HISTORY_PLUGIN } from "graphiql";
import { examplesPlugin } from "./examples.jsx";
import { fetcherFor } from "./fetcher.js";
import { storage } from "./storage.js";

// More than a few tabs hide each other; the menu beside the editor has all the examples.
const defaultTabCount = 3;

const { endpoint, examples } = JSON.parse(document.getElementById("settings").textContent);
const firstVisit = storage.getItem("graphiql:tabState") === null;

const props = {
  fetcher: fetcherFor(endpoint),
  storage,
  plugins: [HISTORY_PLUGIN],
  isHeadersEditorEnabled: true,
  shouldPersistHeaders: false,
  showPersistHeadersSettings: false,
  inputValueDeprecation: true,
  schemaDescription: true,
};
if (examples.length > 0) {
  props.plugins.unshift(examplesPlugin(examples));
  props.defaultTabs = examples.slice(0, defaultTabCount).map(({ query, variables }) => ({ query, variables }));
  // GraphiQL fills the variables editor from here and not from the first default tab.
  if (firstVisit) props.initialVariables = examples[0].variables;
}

createRoot(document.getElementById("graphiql")).render(
  <GraphiQL {...props}>
    <GraphiQL.Logo>capgraph</GraphiQL.Logo>
  </GraphiQL>,
);
