// Reports one of BuildKit's checks the way Docker DX does: at the instruction's first line, under its own name.
const { commands, Diagnostic, DiagnosticSeverity, languages, Range, workspace } = require('vscode');

exports.activate = ({ subscriptions }) => {
  const collection = languages.createDiagnosticCollection('docker');
  let speaking = false;
  const report = (document) => {
    if (document.languageId !== 'dockerfile') return;
    const found = [];
    for (let line = 0; speaking && line < document.lineCount; line++) {
      const { text } = document.lineAt(line);
      if (!/^FROM .* as /.test(text)) continue;
      const diagnostic = new Diagnostic(
        new Range(line, 0, line, text.length),
        "'as' and 'FROM' keywords' casing do not match",
        DiagnosticSeverity.Warning,
      );
      diagnostic.source = 'docker-language-server';
      diagnostic.code = 'FromAsCasing';
      found.push(diagnostic);
    }
    collection.set(document.uri, found);
  };
  subscriptions.push(
    collection,
    workspace.onDidOpenTextDocument(report),
    workspace.onDidChangeTextDocument(({ document }) => report(document)),
    commands.registerCommand('standIn.docker.speak', (on) => {
      speaking = on;
      workspace.textDocuments.forEach(report);
    }),
  );
};
