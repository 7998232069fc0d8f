package dev.reeve.engine.registry.describe;

import dev.reeve.engine.registry.Describer;
import dev.reeve.engine.registry.FileKinds;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
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

  private final Map<String, Extractor> byName = new HashMap<>();
  private final Map<String, Extractor> byInterpreter = new HashMap<>();
  private final FileKinds kinds = FileKinds.standard();
  private final PlainFile other = new PlainFile("other");

  Languages() {
    Extractor python = new PythonExtractor();
    Extractor script = new ScriptExtractor("javascript", "0.25.0", TreeSitterJavascript::new);
    Extractor shell = new ShellExtractor();
    Extractor powerShell = new PowerShellExtractor();
    byName.put("python", python);
    byName.put("java", new JavaExtractor());
    byName.put("javascript", script);
    byName.put(
        "typescript", new ScriptExtractor("typescript", "0.23.2", TreeSitterTypescript::new));
    byName.put("shell", shell);
    byName.put("powershell", powerShell);
    byName.put("sql", new SqlExtractor());
    byName.put("markdown", new MarkdownExtractor());
    byName.put("json", DataExtractor.json());
    byName.put("jsonc", DataExtractor.commentedJson());
    byName.put("jsonl", DataExtractor.jsonLines());
    byName.put("yaml", DataExtractor.yaml());
    byName.put("toml", DataExtractor.toml());
    byName.put("html", new HtmlExtractor());
    byName.put("xml", new XmlExtractor());
    for (String name : List.of("bash", "sh", "dash", "ksh", "zsh")) {
      byInterpreter.put(name, shell);
    }
    byInterpreter.put("python", python);
    byInterpreter.put("node", script);
    byInterpreter.put("pwsh", powerShell);
  }

  /**
   * The extractor of a content: by the ending of its name, else by its first line, else by its
   * kind.
   */
  Extractor of(Describer.Content content) {
    String name = content.path().name();
    Extractor known =
        COMMENTED.matcher(content.path().text()).find()
            ? byName.get("jsonc")
            : kinds.extractor(name).map(byName::get).orElse(null);
    if (known == null && name.indexOf('.', 1) < 0) {
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
            java.util.stream.Stream.of(other), byName.values().stream())
        .distinct()
        .toList();
  }
}
