// Where Monaco finds its workers: next to this script. WORKERS is filled in by build.mjs, {label: file name}.
globalThis.MonacoEnvironment = {
  getWorker(_id, label) {
    return new Worker(new URL(WORKERS[label] ?? WORKERS.editor, import.meta.url), { name: label });
  },
};
