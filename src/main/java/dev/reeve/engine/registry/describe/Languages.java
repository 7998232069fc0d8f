package dev.reeve.engine.registry.describe;

import dev.reeve.engine.registry.Describer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.treesitter.TreeSitterJavascript;
import org.treesitter.TreeSitterTypescript;

/** Which extractor reads which file. Immutable; safe on any thread. */
final class Languages {
  private static final Pattern INTERPRETER =
      Pattern.compile(
          "^#![^\\n]*?(?:/|\\s)(python|bash|sh|dash|ksh|zsh|node|pwsh)[0-9.]*(?:\\s|$)");

  /** Settings of tools that read JSON with comments. */
  private static final Pattern COMMENTED =
      Pattern.compile("(?:^|/)(?:tsconfig[^/]*|jsconfig|\\.vscode/[^/]+|devcontainer)\\.json$");

  private static final int FIRST_LINE = 200;

  private final Map<String, Extractor> byExtension = new HashMap<>();
  private final Map<String, Extractor> byInterpreter = new HashMap<>();
  private final PlainFile other = new PlainFile("other");

  Languages() {
    Extractor python = new PythonExtractor();
    extensions(python, "py", "pyi");
    Extractor script = new ScriptExtractor("javascript", "0.25.0", TreeSitterJavascript::new);
    Extractor shell = new ShellExtractor();
    Extractor powerShell = new PowerShellExtractor();
    extensions(new JavaExtractor(), "java");
    extensions(script, "js", "mjs", "cjs", "jsx");
    extensions(
        new ScriptExtractor("typescript", "0.23.2", TreeSitterTypescript::new), "ts", "mts", "cts");
    extensions(shell, "sh", "bash");
    extensions(powerShell, "ps1", "psm1");
    extensions(new SqlExtractor(), "sql");
    extensions(new MarkdownExtractor(), "md", "markdown");
    extensions(DataExtractor.json(), "json", "webmanifest");
    extensions(DataExtractor.commentedJson(), "jsonc");
    extensions(DataExtractor.jsonLines(), "jsonl", "ndjson");
    extensions(DataExtractor.yaml(), "yml", "yaml");
    extensions(DataExtractor.toml(), "toml");
    extensions(new HtmlExtractor(), "html", "htm");
    extensions(new XmlExtractor(), "xml", "svg", "xsd", "xsl", "xslt", "fxml", "pom");
    for (String name : List.of("bash", "sh", "dash", "ksh", "zsh")) {
      byInterpreter.put(name, shell);
    }
    byInterpreter.put("python", python);
    byInterpreter.put("node", script);
    byInterpreter.put("pwsh", powerShell);
  }

  private void extensions(Extractor extractor, String... names) {
    for (String name : names) {
      byExtension.put(name, extractor);
    }
  }

  /** The extractor of a content: by its extension, else by its first line, else by its kind. */
  Extractor of(Describer.Content content) {
    String name = content.path().name();
    int dot = name.lastIndexOf('.');
    String extension =
        dot <= 0 || dot == name.length() - 1
            ? ""
            : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    Extractor known =
        COMMENTED.matcher(content.path().text()).find()
            ? byExtension.get("jsonc")
            : byExtension.get(extension);
    if (known == null && extension.isEmpty()) {
      known = byInterpreter(content.bytes());
    }
    if (known != null) {
      return known;
    }
    String kind = content.kind();
    return new PlainFile(kind.substring(kind.indexOf('.') + 1));
  }

  private @Nullable Extractor byInterpreter(byte @Nullable [] bytes) {
    if (bytes == null || bytes.length < 2 || bytes[0] != '#') {
      return null;
    }
    String top =
        new String(bytes, 0, Math.min(bytes.length, FIRST_LINE), StandardCharsets.ISO_8859_1);
    Matcher m = INTERPRETER.matcher(top.lines().findFirst().orElse(""));
    return m.find() ? byInterpreter.get(m.group(1)) : null;
  }

  /** Whether this parser would be used today. */
  boolean current(String id, String version) {
    return all().stream()
        .anyMatch(each -> each.parserId().equals(id) && each.parserVersion().equals(version));
  }

  private List<Extractor> all() {
    return java.util.stream.Stream.concat(
            java.util.stream.Stream.of(other), byExtension.values().stream())
        .distinct()
        .toList();
  }
}
