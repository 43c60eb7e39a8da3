const { writeFileSync } = require('node:fs');
const vscode = require('vscode');

/**
 * Activates the extensions of `ARC_BENCH_IDS` one after another and writes what "Developer: Startup Performance" says of
 * each to `ARC_BENCH_RESULTS`, in milliseconds.
 */
exports.run = async () => {
  const ids = process.env.ARC_BENCH_IDS.split(',');
  for (const id of ids) await vscode.extensions.getExtension(id).activate();
  await vscode.commands.executeCommand('perfview.show');
  const text = await reportNaming(ids);
  writeFileSync(process.env.ARC_BENCH_RESULTS, JSON.stringify(ids.map((id) => timesOf(id, text))));
};

async function reportNaming(ids) {
  for (const limit = Date.now() + 30_000; Date.now() < limit; await new Promise((done) => setTimeout(done, 50))) {
    const text = vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'perf')?.getText() ?? '';
    if (ids.every((id) => text.includes(id))) return text;
  }
  throw new Error('The startup performance report never named every extension.');
}

/** A row reads: extension, eager, load code, call activate, finish activate, event, by. */
function timesOf(id, text) {
  const lines = text.split('\n');
  const cells = (line) => line.split('|').map((cell) => cell.trim());
  const heads = cells(lines.find((line) => /Load Code/i.test(line)));
  const row = cells(lines.find((line) => line.startsWith('|') && line.includes(id)));
  const value = (name) => Number(row[heads.findIndex((head) => head.toLowerCase() === name)]);
  return { id, load: value('load code'), call: value('call activate'), finish: value('finish activate') };
}
