// The protocol's library, in one place: its packages are found through the server's.
export * from 'vscode-languageserver/node';
export { TextDocument } from 'vscode-languageserver-textdocument';
