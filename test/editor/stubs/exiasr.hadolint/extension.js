// Reports what hadolint would say about `apt-get install` without versions, with the rule's name in the message.
const { commands, Diagnostic, DiagnosticSeverity, languages, Range, workspace } = require('vscode');

exports.activate = ({ subscriptions }) => {
  const collection = languages.createDiagnosticCollection('hadolint');
  let speaking = false;
  const report = (document) => {
    if (document.languageId !== 'dockerfile') return;
    const lines = document.getText().split('\n');
    const line = lines.findIndex(
      (text, at) => text.startsWith('RUN') && `${text}${lines[at + 1]}`.includes('apt-get install'),
    );
    const message = '[hadolint] Pin versions in apt get install (DL3008)';
    const range = new Range(line, 0, line, lines[line]?.length ?? 0);
    collection.set(
      document.uri,
      speaking && line >= 0 ? [new Diagnostic(range, message, DiagnosticSeverity.Warning)] : [],
    );
  };
  subscriptions.push(
    collection,
    workspace.onDidOpenTextDocument(report),
    commands.registerCommand('standIn.hadolint.speak', (on) => {
      speaking = on;
      workspace.textDocuments.forEach(report);
    }),
  );
};
