package dev.reeve.engine.registry;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.reeve.engine.workspace.Sha256;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A derivation as text, such as {@code LOOKUP_CONFIG('types', extension, '00')}: calls of a fixed
 * list of functions, columns, quoted texts, and {@code OR} for the first that has a value. Nothing
 * else is evaluated. Immutable; safe on any thread. Source: {@code
 * docs/reference/registry-policies.md}.
 */
public final class Formula {
  private static final Pattern TOKEN = Pattern.compile("\\s*(?:'([^']*)'|([A-Za-z_0-9]+)|([(),]))");
  private static final Pattern PREFIX = Pattern.compile("([0-9]{16})_.+");

  private final String text;
  private final Node root;

  /** What a formula is evaluated over. */
  interface Values {
    /** The column's value as text, null when it has none. */
    @Nullable String column(String name);

    /** An entry of a configured map, null when it has none. */
    @Nullable String config(String map, String key);

    /** The file's bytes, null where they are not at hand. */
    byte @Nullable [] bytes();

    /** The time of the evaluation. */
    Instant now();
  }

  private sealed interface Node {}

  private record Literal(String text) implements Node {}

  private record ColumnValue(String name) implements Node {}

  private record Call(Function function, List<Node> arguments) implements Node {}

  private record FirstOf(List<Node> choices) implements Node {}

  private enum Function {
    BASENAME(1),
    DIRNAME(1),
    EXTENSION(1),
    UPPER(1),
    LOWER(1),
    ADD_SECONDS(2),
    SHA256_BYTES(1),
    NOW_UTC(0),
    EXTRACT_16_DIGIT_PREFIX(1),
    LOOKUP_CONFIG(3),
    NORMALIZE_PATH(1);

    private final int arity;

    Function(int arity) {
      this.arity = arity;
    }
  }

  private Formula(String text, Node root) {
    this.text = text;
    this.root = root;
  }

  /**
   * Reads a formula.
   *
   * @throws IllegalArgumentException when it is not one
   */
  @JsonCreator
  public static Formula parse(String text) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    int end = 0;
    while (matcher.lookingAt()) {
      tokens.add(matcher.group().strip());
      end = matcher.end();
      matcher.region(end, text.length());
    }
    Reader reader = new Reader(tokens);
    if (!text.substring(end).isBlank()) {
      throw new IllegalArgumentException("Not a formula: " + text);
    }
    Node root = reader.expression();
    if (reader.at < tokens.size()) {
      throw new IllegalArgumentException("Not a formula: " + text);
    }
    return new Formula(text, root);
  }

  /** The value, null when an input is missing. */
  @Nullable String evaluate(Values values) {
    return evaluate(root, values);
  }

  /** The columns it reads. */
  Set<String> columns() {
    Set<String> out = new LinkedHashSet<>();
    collect(root, out);
    return out;
  }

  @Override
  public String toString() {
    return text;
  }

  private static void collect(Node node, Set<String> out) {
    switch (node) {
      case Literal ignored -> {}
      case ColumnValue column -> out.add(column.name());
      case Call call -> call.arguments().forEach(argument -> collect(argument, out));
      case FirstOf choice -> choice.choices().forEach(one -> collect(one, out));
    }
  }

  private static @Nullable String evaluate(Node node, Values values) {
    return switch (node) {
      case Literal literal -> literal.text();
      case ColumnValue column -> values.column(column.name());
      case Call call -> call(call, values);
      case FirstOf first -> {
        String found = null;
        for (Node choice : first.choices()) {
          found = found == null ? evaluate(choice, values) : found;
        }
        yield found;
      }
    };
  }

  private static @Nullable String call(Call call, Values values) {
    if (call.function() == Function.NOW_UTC) {
      return RegistryTime.format(values.now());
    }
    if (call.function() == Function.SHA256_BYTES) {
      byte[] bytes = values.bytes();
      return bytes == null ? null : Sha256.of(bytes);
    }
    List<String> arguments = new ArrayList<>();
    for (Node argument : call.arguments()) {
      String value = evaluate(argument, values);
      if (value == null) {
        return null;
      }
      arguments.add(value);
    }
    String first = arguments.getFirst();
    return switch (call.function()) {
      case BASENAME -> RegistryPath.name(first);
      case DIRNAME -> RegistryPath.parent(first);
      case EXTENSION -> RegistryPath.extension(first);
      case UPPER -> first.toUpperCase(Locale.ROOT);
      case LOWER -> first.toLowerCase(Locale.ROOT);
      case NORMALIZE_PATH -> RegistryPath.normalise(first);
      case ADD_SECONDS -> RegistryTime.plusSeconds(first, arguments.get(1));
      case EXTRACT_16_DIGIT_PREFIX -> {
        Matcher matcher = PREFIX.matcher(first);
        yield matcher.matches() ? matcher.group(1) : null;
      }
      case LOOKUP_CONFIG -> {
        String found = values.config(first, arguments.get(1));
        yield found == null ? arguments.get(2) : found;
      }
      case NOW_UTC, SHA256_BYTES -> throw new IllegalStateException("Handled above");
    };
  }

  /** Recursive descent over the tokens. */
  private static final class Reader {
    private static final Map<String, Function> FUNCTIONS = functions();
    private final List<String> tokens;
    private int at;

    Reader(List<String> tokens) {
      this.tokens = tokens;
    }

    private static Map<String, Function> functions() {
      Map<String, Function> out = new java.util.HashMap<>();
      for (Function function : Function.values()) {
        out.put(function.name(), function);
      }
      return out;
    }

    Node expression() {
      List<Node> choices = new ArrayList<>();
      choices.add(term());
      while (peek("OR")) {
        at++;
        choices.add(term());
      }
      return choices.size() == 1 ? choices.getFirst() : new FirstOf(choices);
    }

    private Node term() {
      String token = next();
      if (token.startsWith("'")) {
        return new Literal(token.substring(1, token.length() - 1));
      }
      if (!peek("(")) {
        if (!token.matches("[a-z_0-9]+")) {
          throw new IllegalArgumentException("Not a column: " + token);
        }
        return new ColumnValue(token);
      }
      Function function = FUNCTIONS.get(token);
      if (function == null) {
        throw new IllegalArgumentException("Unknown function " + token);
      }
      at++;
      List<Node> arguments = new ArrayList<>();
      while (!peek(")")) {
        if (!arguments.isEmpty()) {
          expect(",");
        }
        arguments.add(expression());
      }
      expect(")");
      if (arguments.size() != function.arity) {
        throw new IllegalArgumentException(token + " takes " + function.arity + " arguments");
      }
      return new Call(function, arguments);
    }

    private boolean peek(String token) {
      return at < tokens.size() && tokens.get(at).equals(token);
    }

    private String next() {
      if (at == tokens.size()) {
        throw new IllegalArgumentException("The formula ends too early");
      }
      return tokens.get(at++);
    }

    private void expect(String token) {
      if (!next().equals(token)) {
        throw new IllegalArgumentException("Expected " + token);
      }
    }
  }
}
