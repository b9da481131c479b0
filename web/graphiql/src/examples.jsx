import { useGraphiQL, useGraphiQLActions } from "@graphiql/react";

function ListIcon() {
  return (
    <svg viewBox="0 0 20 20" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round">
      <path d="M3 5h.01M3 10h.01M3 15h.01M7 5h10M7 10h10M7 15h10" />
    </svg>
  );
}

/** A side panel that lists the examples; a click opens one in a new tab and keeps the headers typed in the old one. */
export function examplesPlugin(examples) {
  function Examples() {
    const { addTab } = useGraphiQLActions();
    const { queryEditor, variableEditor, headerEditor } = useGraphiQL((state) => ({
      queryEditor: state.queryEditor,
      variableEditor: state.variableEditor,
      headerEditor: state.headerEditor,
    }));
    const open = ({ query, variables }) => {
      const headers = headerEditor?.getValue() ?? "";
      addTab();
      queryEditor?.setValue(query);
      variableEditor?.setValue(variables);
      headerEditor?.setValue(headers);
    };
    return (
      <section aria-label="Examples">
        <div className="graphiql-history-header">Examples</div>
        <ul className="capgraph-examples">
          {examples.map((example, index) => (
            <li key={index}>
              <button type="button" onClick={() => open(example)}>
                {example.name}
              </button>
            </li>
          ))}
        </ul>
      </section>
    );
  }
  return { title: "Examples", icon: ListIcon, content: Examples };
}
