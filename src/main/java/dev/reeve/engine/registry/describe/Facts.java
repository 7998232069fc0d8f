package dev.reeve.engine.registry.describe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.registry.Described;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What an extractor notes of one content. Whatever looks like a secret is left out here, and only
 * counted, so that no extractor has to think of it. Used by one thread.
 */
final class Facts {
  /** Of anything at most so many are listed; a descriptor is a summary. */
  static final int MOST = 1000;

  private static final int LONGEST_TEXT = 200;
  private static final int MOST_ERRORS = 20;

  private final Secrets secrets;
  private final Set<String> importsLocal = new TreeSet<>();
  private final Set<String> importsExternal = new TreeSet<>();
  private final List<Import> imports = new ArrayList<>();
  private final List<Symbol> functions = new ArrayList<>();
  private final List<Symbol> classes = new ArrayList<>();
  private final Set<String> entrypoints = new LinkedHashSet<>();
  private final Set<String> arguments = new LinkedHashSet<>();
  private final Set<String> environment = new TreeSet<>();
  private final Map<Effect, List<Act>> effects = new EnumMap<>(Effect.class);
  private final ObjectNode more = JsonNodeFactory.instance.objectNode();
  private final List<Problem> problems = new ArrayList<>();
  private int functionCount;
  private int classCount;
  private int problemCount;
  private int withheld;
  private String cliFramework = "none";
  private @Nullable String summary;
  private @Nullable ObjectNode declared;
  private Described.@Nullable Python python;

  /** What a content does beyond computing. */
  enum Effect {
    FILE_READS,
    FILE_WRITES,
    FILE_DELETES,
    FILE_MOVES,
    NETWORK,
    SUBPROCESS,
    DATABASE;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A function or a type.
   *
   * @param details parameters of a function, what a type is derived from
   */
  record Symbol(String name, int line, List<String> details) {}

  /**
   * A place that has an effect.
   *
   * @param call what is called, as it is known outside
   * @param argument a constant it is called with, such as a path; null when there is none
   */
  record Act(String call, int line, @Nullable String argument) {}

  /**
   * A place that imports something of the workspace.
   *
   * @param places paths at which its file can lie
   */
  record Import(String name, int line, List<String> places) {}

  /** A place that could not be parsed. */
  record Problem(int line, String message) {}

  Facts(Secrets secrets) {
    this.secrets = secrets;
  }

  /** The text in one line, not too long; null when it is blank or looks like a secret. */
  @Nullable String clean(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    if (secrets.in(text)) {
      withheld++;
      return null;
    }
    String line = text.strip().replaceAll("\\s+", " ");
    if (line.length() <= LONGEST_TEXT) {
      return line;
    }
    int end = Character.isHighSurrogate(line.charAt(LONGEST_TEXT - 2)) ? 2 : 1;
    return line.substring(0, LONGEST_TEXT - end) + "…";
  }

  private void add(Collection<String> to, @Nullable String text) {
    String clean = clean(text);
    if (clean != null && to.size() < MOST) {
      to.add(clean);
    }
  }

  /** Something of the workspace that no edge is made of. */
  void importLocal(String name) {
    importLocal(name, 0, List.of());
  }

  void importLocal(String name, int line, List<String> places) {
    String clean = clean(name);
    if (clean == null) {
      return;
    }
    if (importsLocal.size() < MOST) {
      importsLocal.add(clean);
    }
    if (!places.isEmpty() && imports.size() < MOST) {
      imports.add(new Import(clean, line, places));
    }
  }

  void importExternal(String name) {
    add(importsExternal, name);
  }

  void function(String name, int line, List<String> parameters) {
    functionCount++;
    symbol(functions, name, line, parameters);
  }

  void type(String name, int line, List<String> bases) {
    classCount++;
    symbol(classes, name, line, bases);
  }

  private void symbol(List<Symbol> to, String name, int line, List<String> details) {
    String clean = clean(name);
    if (clean != null && to.size() < MOST) {
      List<String> cleaned = new ArrayList<>();
      details.forEach(detail -> add(cleaned, detail));
      to.add(new Symbol(clean, line, cleaned));
    }
  }

  void entrypoint(String name) {
    add(entrypoints, name);
  }

  void cli(String framework) {
    cliFramework = framework;
  }

  void argument(String name) {
    add(arguments, name);
  }

  void environment(String key) {
    add(environment, key);
  }

  void effect(Effect effect, String call, int line, @Nullable String argument) {
    List<Act> acts = effects.computeIfAbsent(effect, e -> new ArrayList<>());
    if (acts.size() < MOST) {
      acts.add(new Act(String.valueOf(clean(call)), line, clean(argument)));
    }
  }

  void problem(int line, String message) {
    problemCount++;
    if (problems.size() < MOST_ERRORS) {
      String clean = clean(message);
      problems.add(new Problem(line, clean == null ? "The message is withheld." : clean));
    }
  }

  /** The first sentence about the content; a later one counts only while there is none. */
  void summary(@Nullable String text) {
    if (summary == null && text != null) {
      boolean secret = secrets.in(text);
      withheld += secret ? 1 : 0;
      summary = secret ? null : clean(text.strip().lines().findFirst().orElse(""));
    }
  }

  /** What the content says of itself in so many words. */
  void declare(ObjectNode metadata) {
    declared = withoutSecrets(metadata);
  }

  private ObjectNode withoutSecrets(ObjectNode metadata) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> member : metadata.properties()) {
      if (secrets.in(member.getKey() + ": " + member.getValue())
          || secrets.in(member.getValue().asText())) {
        withheld++;
      } else if (out.size() < MOST) {
        out.set(member.getKey(), member.getValue());
      }
    }
    return out;
  }

  void python(Described.Python found) {
    python = found;
  }

  /** What only this language has, under its own names; put in with {@link #clean}ed texts. */
  ObjectNode more() {
    return more;
  }

  Set<String> importsLocal() {
    return importsLocal;
  }

  List<Import> imports() {
    return imports;
  }

  Set<String> importsExternal() {
    return importsExternal;
  }

  List<Symbol> functions() {
    return functions;
  }

  List<Symbol> classes() {
    return classes;
  }

  int functionCount() {
    return functionCount;
  }

  int classCount() {
    return classCount;
  }

  Set<String> entrypoints() {
    return entrypoints;
  }

  String cliFramework() {
    return cliFramework;
  }

  Set<String> arguments() {
    return arguments;
  }

  Set<String> environment() {
    return environment;
  }

  List<Act> acts(Effect effect) {
    return effects.getOrDefault(effect, List.of());
  }

  List<Problem> problems() {
    return problems;
  }

  int problemCount() {
    return problemCount;
  }

  int withheld() {
    return withheld;
  }

  @Nullable String summary() {
    return summary;
  }

  @Nullable ObjectNode declared() {
    return declared;
  }

  Described.@Nullable Python python() {
    return python;
  }
}
