package dev.reeve.engine.registry.describe;

import dev.reeve.engine.registry.describe.Facts.Effect;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks through PowerShell for what can be told by its words alone: no parser of it can be had
 * here. Its parser id says so.
 */
final class PowerShellExtractor implements Extractor {
  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.MULTILINE;
  private static final Pattern FUNCTION =
      Pattern.compile("^[ \\t]*(?:function|filter)[ \\t]+([\\w:-]{1,100})", FLAGS);
  private static final Pattern CLASS =
      Pattern.compile(
          "^[ \\t]*(?:class|enum)[ \\t]+(\\w{1,100})(?:[ \\t]*:[ \\t]*(\\w{1,100}))?", FLAGS);
  private static final String NAME = "[\\x22\\x27]?([^\\s\\x22\\x27;|]{1,200})";
  private static final Pattern IMPORT =
      Pattern.compile(
          "^[ \\t]*(?:Import-Module[ \\t]+(?:-Name[ \\t]+)?|using[ \\t]+module[ \\t]+)" + NAME,
          FLAGS);
  private static final Pattern DOT_SOURCE = Pattern.compile("^[ \\t]*\\.[ \\t]+" + NAME, FLAGS);
  private static final Pattern REQUIRES = Pattern.compile("^#Requires[ \\t]+(.{1,200})$", FLAGS);
  private static final Pattern SYNOPSIS =
      Pattern.compile("\\.(?:SYNOPSIS|DESCRIPTION)[ \\t]*\\r?\\n[#\\s]*([^\\r\\n]{1,300})", FLAGS);
  private static final Pattern PARAMETER_BLOCK =
      Pattern.compile("\\A(?:\\s|\\[CmdletBinding[^\\]]{0,200}\\])*param\\s*\\(", FLAGS);
  private static final Pattern PARAMETER =
      Pattern.compile("\\$(\\w{1,80})[ \\t]*(?:=[^,)]{0,200})?[ \\t\\r\\n]*[,)]", FLAGS);
  private static final Pattern ENVIRONMENT = Pattern.compile("\\$env:(\\w{1,100})", FLAGS);
  private static final Pattern COMMAND =
      Pattern.compile(
          "\\b([A-Za-z]{2,20}-[A-Za-z]{2,40})\\b|(?<=^|[;|&{(])[ \\t]*&[ \\t]*\\S", FLAGS);
  private static final Map<String, Effect> COMMANDS = new HashMap<>();

  static {
    put(Effect.FILE_READS, "get-content", "import-csv", "import-clixml");
    put(
        Effect.FILE_WRITES,
        "set-content",
        "add-content",
        "out-file",
        "new-item",
        "copy-item",
        "export-csv",
        "export-clixml");
    put(Effect.FILE_DELETES, "remove-item", "clear-content");
    put(Effect.FILE_MOVES, "move-item", "rename-item");
    put(
        Effect.NETWORK,
        "invoke-webrequest",
        "invoke-restmethod",
        "test-netconnection",
        "start-bitstransfer",
        "send-mailmessage",
        "enter-pssession",
        "invoke-command");
    put(Effect.SUBPROCESS, "start-process", "invoke-expression", "start-job");
    put(Effect.DATABASE, "invoke-sqlcmd");
  }

  private static void put(Effect effect, String... commands) {
    for (String command : commands) {
      COMMANDS.put(command, effect);
    }
  }

  @Override
  public String language() {
    return "powershell";
  }

  @Override
  public String parserId() {
    return "reeve-powershell-lexical";
  }

  @Override
  public String parserVersion() {
    return "1";
  }

  @Override
  public void extract(Source source, Facts facts) throws NotParsed {
    PlainFile.outside(source.decoded(), facts);
    String text = source.text();
    PowerShellText code = PowerShellText.of(text);
    if (code.problem() != null) {
      facts.problem(code.problemLine(), code.problem());
      return;
    }
    String plain = code.withoutComments();
    String words = code.withoutStrings();
    Matcher synopsis = SYNOPSIS.matcher(text);
    if (synopsis.find()) {
      facts.summary(synopsis.group(1));
    }
    each(REQUIRES, text, m -> facts.importExternal("#Requires " + m.group(1)));
    each(FUNCTION, words, m -> facts.function(m.group(1), line(text, m), List.of()));
    each(
        CLASS,
        words,
        m ->
            facts.type(
                m.group(1), line(text, m), m.group(2) == null ? List.of() : List.of(m.group(2))));
    each(IMPORT, plain, m -> module(m.group(1), facts));
    each(DOT_SOURCE, plain, m -> module(m.group(1), facts));
    each(ENVIRONMENT, plain, m -> facts.environment(m.group(1)));
    source.deadline().check();
    parameters(words, facts);
    each(
        COMMAND,
        words,
        m -> {
          String name = m.group(1) == null ? "&" : m.group(1);
          Effect effect =
              m.group(1) == null ? Effect.SUBPROCESS : COMMANDS.get(name.toLowerCase(Locale.ROOT));
          if (effect != null) {
            facts.effect(effect, name, line(text, m), null);
          }
        });
  }

  private static void module(String name, Facts facts) {
    if (name.startsWith(".") || name.startsWith("$PSScriptRoot") || name.matches(".*\\.ps[md]?1")) {
      facts.importLocal(name);
    } else {
      facts.importExternal(name);
    }
  }

  /** Parameters of the script itself, which make it a program. */
  private static void parameters(String words, Facts facts) {
    Matcher begin = PARAMETER_BLOCK.matcher(words.replaceAll("(?m)^\\s*using .*$", ""));
    if (!begin.find()) {
      return;
    }
    String rest = begin.replaceFirst("");
    int depth = 1;
    int end = 0;
    while (end < rest.length() && depth > 0) {
      char c = rest.charAt(end++);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    }
    facts.cli("param");
    List<String> names = new ArrayList<>();
    each(PARAMETER, rest.substring(0, end), m -> names.add(m.group(1)));
    names.forEach(name -> facts.argument("-" + name));
    facts.entrypoint("param");
  }

  private interface Take {
    void found(Matcher match);
  }

  private static void each(Pattern pattern, String text, Take take) {
    Matcher m = pattern.matcher(text);
    while (m.find()) {
      take.found(m);
    }
  }

  private static int line(String text, Matcher m) {
    int at = m.group(1) == null ? m.start() : m.start(1);
    return Source.line(text, Math.min(at, text.length()));
  }
}
