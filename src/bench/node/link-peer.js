// The peer of LinkCheckBench: checks relative links and headings of all .md files of a folder with
// vscode-markdown-languageservice. Usage: node link-peer.js FOLDER, with NODE_PATH at its modules.
const fs = require('fs');
const path = require('path');
const md = require('markdown-it')({ html: true });
const service = require('vscode-markdown-languageservice');
const { TextDocument } = require('vscode-languageserver-textdocument');
const { URI } = require('vscode-uri');

const root = fs.realpathSync(process.argv[2]);
const skipped = new Set(['.git', 'node_modules']);
const documents = new Map();

function walk(folder) {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory() && !skipped.has(entry.name)) {
      walk(file);
    } else if (entry.isFile() && entry.name.toLowerCase().endsWith('.md')) {
      const uri = URI.file(file);
      const text = fs.readFileSync(file, 'utf8');
      documents.set(uri.toString(), TextDocument.create(uri.toString(), 'markdown', 1, text));
    }
  }
}
walk(root);

const none = () => ({ dispose() {} });
const workspace = {
  workspaceFolders: [URI.file(root)],
  getAllMarkdownDocuments: async () => documents.values(),
  hasMarkdownDocument: (uri) => documents.has(uri.toString()),
  openMarkdownDocument: async (uri) => documents.get(uri.toString()),
  stat: async (uri) => {
    try {
      return { isDirectory: fs.statSync(uri.fsPath).isDirectory() };
    } catch {
      return undefined;
    }
  },
  readDirectory: async (uri) =>
    fs
      .readdirSync(uri.fsPath, { withFileTypes: true })
      .map((entry) => [entry.name, { isDirectory: entry.isDirectory() }]),
  onDidChangeMarkdownDocument: none,
  onDidCreateMarkdownDocument: none,
  onDidDeleteMarkdownDocument: none,
};
const parser = {
  slugifier: service.githubSlugifier,
  tokenize: async (document) => md.parse(document.getText(), {}),
};
const level = service.DiagnosticLevel.warning;
const options = {
  validateReferences: level,
  validateFragmentLinks: level,
  validateFileLinks: level,
  validateMarkdownFileLinkFragments: level,
  validateUnusedLinkDefinitions: undefined,
  validateDuplicateLinkDefinitions: undefined,
  ignoreLinks: [],
};

(async () => {
  const languageService = service.createLanguageService({
    workspace,
    parser,
    logger: { level: 0, log() {} },
  });
  let findings = 0;
  const never = { isCancellationRequested: false, onCancellationRequested: none };
  for (const document of documents.values()) {
    findings += (await languageService.computeDiagnostics(document, options, never)).length;
  }
  console.log(`${documents.size} documents, ${findings} findings`);
})();
